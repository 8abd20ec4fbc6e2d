/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-filter.h"

#include <string.h>

#define DAY_US (24 * G_TIME_SPAN_HOUR)

static const struct
{
  const char *name;
  gsize offset;
} lists[] = {
  { "statuses", G_STRUCT_OFFSET (BhcFilter, statuses) },
  { "labels", G_STRUCT_OFFSET (BhcFilter, labels) },
  { "assignees", G_STRUCT_OFFSET (BhcFilter, assignees) },
  { "teams", G_STRUCT_OFFSET (BhcFilter, teams) },
  { "priorities", G_STRUCT_OFFSET (BhcFilter, priorities) },
  { "channels", G_STRUCT_OFFSET (BhcFilter, channels) },
};

#define LIST(filter, i) G_STRUCT_MEMBER (char **, filter, lists[i].offset)

BhcFilter *
bhc_filter_new (void)
{
  BhcFilter *self = g_new0 (BhcFilter, 1);

  self->snoozed = -1;

  return self;
}

BhcFilter *
bhc_filter_copy (const BhcFilter *self)
{
  BhcFilter *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    LIST (copy, i) = g_strdupv (LIST (self, i));

  return copy;
}

void
bhc_filter_free (BhcFilter *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_strfreev (LIST (self, i));
  g_free (self);
}

BhcFilter *
bhc_filter_from_values (GVariant *values)
{
  BhcFilter *self = bhc_filter_new ();
  gboolean snoozed;

  if (values == NULL)
    return self;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (GStrv) words = NULL;

      if (g_variant_lookup (values, lists[i].name, "^as", &words) && words[0] != NULL)
        LIST (self, i) = g_steal_pointer (&words);
    }
  if (!g_variant_lookup (values, "since_days", "x", &self->since_days) || self->since_days < 0)
    self->since_days = 0;
  if (g_variant_lookup (values, "snoozed", "b", &snoozed))
    self->snoozed = snoozed ? 1 : 0;

  return self;
}

GVariant *
bhc_filter_to_values (const BhcFilter *self)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (LIST (self, i) != NULL)
      g_variant_dict_insert (&dict, lists[i].name, "^as", LIST (self, i));
  if (self->since_days > 0)
    g_variant_dict_insert (&dict, "since_days", "x", self->since_days);
  if (self->snoozed >= 0)
    g_variant_dict_insert (&dict, "snoozed", "b", self->snoozed == 1);

  return g_variant_dict_end (&dict);
}

gboolean
bhc_filter_is_empty (const BhcFilter *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (LIST (self, i) != NULL)
      return FALSE;

  return self->since_days == 0 && self->snoozed < 0;
}

gboolean
bhc_list_has (const char *list, const char *id)
{
  gsize length = strlen (id);

  for (const char *at = list; at != NULL && (at = strstr (at, id)) != NULL; at += length)
    if (at > list && at[-1] == '"' && at[length] == '"')
      return TRUE;

  return FALSE;
}

static gboolean
asks_for (char *const *words, const char *word)
{
  return words == NULL || (word != NULL && g_strv_contains ((const char *const *) words, word));
}

/* @id: (nullable) nobody's, which is called “none”. */
static gboolean
asks_for_owner (char *const *words, const char *id, const char *me)
{
  if (asks_for (words, id != NULL ? id : "none"))
    return TRUE;

  return id != NULL && g_strcmp0 (id, me) == 0 && asks_for (words, "me");
}

static gboolean
asks_for_labels (char *const *words, const char *labels)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (bhc_list_has (labels, words[i]))
      return TRUE;

  return words == NULL;
}

gboolean
bhc_filter_matches (const BhcFilter *self,
                    const BhConversation *conversation,
                    const char *me,
                    gint64 now_us)
{
  if (self->snoozed >= 0 && (conversation->snoozed_until_us != 0) != (self->snoozed == 1))
    return FALSE;
  if (self->since_days > 0 && conversation->updated_us < now_us - self->since_days * DAY_US)
    return FALSE;

  return asks_for (self->statuses, bh_status_to_string (conversation->status)) &&
         asks_for (self->priorities, conversation->priority) &&
         asks_for (self->channels, conversation->channel) &&
         asks_for_owner (self->assignees, conversation->assignee_id, me) &&
         asks_for_owner (self->teams, conversation->team_id, NULL) &&
         asks_for_labels (self->labels, conversation->labels);
}
