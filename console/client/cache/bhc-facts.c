/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-facts.h"

#include "common/bh-json-reader.h"

#include <string.h>

typedef enum
{
  FACT_STATUS,
  FACT_TEXT,
  FACT_ID, /* of an object */
  FACT_LIST,
  FACT_NUMBER,
} FactKind;

static const struct
{
  const char *name;
  FactKind kind;
  gsize offset;
} kinds[] = {
  { "status", FACT_STATUS, 0 },
  { "channel", FACT_TEXT, G_STRUCT_OFFSET (BhConversation, channel) },
  { "priority", FACT_TEXT, G_STRUCT_OFFSET (BhConversation, priority) },
  { "contact", FACT_ID, G_STRUCT_OFFSET (BhConversation, contact_id) },
  { "assignee", FACT_ID, G_STRUCT_OFFSET (BhConversation, assignee_id) },
  { "team", FACT_ID, G_STRUCT_OFFSET (BhConversation, team_id) },
  { "labels", FACT_LIST, G_STRUCT_OFFSET (BhConversation, labels) },
  { "mentions", FACT_LIST, G_STRUCT_OFFSET (BhConversation, mentions) },
  { "snoozed_until_us", FACT_NUMBER, G_STRUCT_OFFSET (BhConversation, snoozed_until_us) },
  { "waiting_since_us", FACT_NUMBER, G_STRUCT_OFFSET (BhConversation, waiting_since_us) },
  { "updated_us", FACT_NUMBER, G_STRUCT_OFFSET (BhConversation, updated_us) },
};

static gboolean
id_cb (const char *name, const BhJsonSpan *value, gpointer data, GError **error)
{
  char **id = data;

  if (strcmp (name, "id") == 0 && *id == NULL)
    *id = bh_json_span_dup_string (value);

  return TRUE;
}

static void
read_status (BhConversation *facts, const BhJsonSpan *value)
{
  g_autofree char *word = bh_json_span_dup_string (value);

  if (word != NULL)
    bh_status_from_string (word, &facts->status);
}

static gboolean
read_fact (BhConversation *facts, guint i, const BhJsonSpan *value, GError **error)
{
  char **text = G_STRUCT_MEMBER_P (facts, kinds[i].offset);

  switch (kinds[i].kind)
    {
    case FACT_STATUS:
      read_status (facts, value);
      return TRUE;
    case FACT_NUMBER:
      bh_json_span_get_int (value, G_STRUCT_MEMBER_P (facts, kinds[i].offset));
      return TRUE;
    case FACT_TEXT:
      *text = bh_json_span_dup_string (value);
      return TRUE;
    case FACT_LIST:
      *text = g_strndup (value->text, value->length);
      return TRUE;
    case FACT_ID:
    default:
      return value->type != BH_JSON_OBJECT ||
             bh_json_each_member (value->text, value->length, value->length, id_cb, text, error);
    }
}

static gboolean
member_cb (const char *name, const BhJsonSpan *value, gpointer data, GError **error)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (kinds) && strcmp (kinds[i].name, name) != 0)
    i++;

  return i == G_N_ELEMENTS (kinds) || value->type == BH_JSON_NULL ||
         read_fact (data, i, value, error);
}

gboolean
bhc_facts_read (BhConversation *facts, const char *record, GError **error)
{
  gsize length = strlen (record);

  memset (facts, 0, sizeof *facts);
  if (bh_json_each_member (record, length, length, member_cb, facts, error))
    return TRUE;

  bhc_facts_clear (facts);
  return FALSE;
}

void
bhc_facts_clear (BhConversation *facts)
{
  g_free (facts->channel);
  g_free (facts->priority);
  g_free (facts->contact_id);
  g_free (facts->assignee_id);
  g_free (facts->team_id);
  g_free (facts->labels);
  g_free (facts->mentions);
}
