/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/conversation/deeds/bhc-snooze-times.h"

#include "console/ui/conversation/deeds/bhc-deed-words.h"

static const struct
{
  const char *word;
  const char *words;
} priorities[] = {
  { "urgent", NC_ ("priority", "Urgent") },
  { "high", NC_ ("priority", "High priority") },
  { "low", NC_ ("priority", "Low priority") },
};

void
bhc_sorting_add (GVariant **wanted, GVariant *values)
{
  GVariantDict dict;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_dict_init (&dict, *wanted);
  g_variant_iter_init (&iter, values);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    g_variant_dict_insert_value (&dict, name, value);
  g_clear_pointer (wanted, g_variant_unref);
  *wanted = g_variant_ref_sink (g_variant_dict_end (&dict));
}

static gboolean
wants_label (GVariant *wanted, const char *list, const char *id)
{
  g_autofree const char **ids = NULL;

  if (wanted != NULL && g_variant_lookup (wanted, "labels", "^a&s", &ids))
    return g_strv_contains (ids, id);

  return list != NULL && bhc_list_has (list, id);
}

static void
read_labels (BhcSorting *self, const char *list, GVariant *wanted, BhcDirectory *directory)
{
  GListModel *labels = bhc_directory_get_labels (directory);

  self->labels = g_ptr_array_new_with_free_func (g_object_unref);
  self->label_ids = g_ptr_array_new ();
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr (BhcLabel) label = g_list_model_get_item (labels, i);

      if (bhc_label_get_name (label) == NULL ||
          !wants_label (wanted, list, bhc_label_get_id (label)))
        continue;
      g_ptr_array_add (self->label_ids, (gpointer) bhc_label_get_id (label));
      g_ptr_array_add (self->labels, g_steal_pointer (&label));
    }
  g_ptr_array_add (self->label_ids, NULL);
}

void
bhc_sorting_read (BhcSorting *self,
                  const BhConversation *record,
                  GVariant *wanted,
                  BhcDirectory *directory)
{
  const char *priority = record->priority;

  self->snoozed_until_us = record->snoozed_until_us;
  if (wanted != NULL)
    {
      g_autoptr (GVariant) until = g_variant_lookup_value (wanted, "snoozed_until_us", NULL);

      g_variant_lookup (wanted, "priority", "&s", &priority);
      if (until != NULL)
        self->snoozed_until_us =
            g_variant_is_of_type (until, G_VARIANT_TYPE_INT64) ? g_variant_get_int64 (until) : 0;
    }
  self->priority = g_strdup (priority != NULL ? priority : "normal");
  self->team = g_strdup (record->team_name);
  read_labels (self, record->labels, wanted, directory);
}

void
bhc_sorting_clear (BhcSorting *self)
{
  g_clear_pointer (&self->priority, g_free);
  g_clear_pointer (&self->team, g_free);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->label_ids, g_ptr_array_unref);
}

static const char *
priority_words (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (priorities); i++)
    {
      if (g_str_equal (word, priorities[i].word))
        return g_dpgettext2 (NULL, "priority", priorities[i].words);
    }

  return NULL;
}

/* (nullable) */
static char *
snooze_words (const BhcSorting *self, gint64 now_us)
{
  g_autofree char *when = bhc_snooze_until (self->snoozed_until_us, now_us);

  return when != NULL ? g_strdup_printf (_ ("Snoozed until %s"), when) : NULL;
}

static void
add (GString *string, const char *color, const char *words, gboolean markup)
{
  g_autofree char *escaped = markup ? g_markup_escape_text (words, -1) : g_strdup (words);

  if (string->len > 0)
    g_string_append (string, markup ? "   " : ", ");
  if (markup && color != NULL)
    g_string_append_printf (string, "<span foreground=\"%s\">●</span> ", color);
  g_string_append (string, escaped);
}

static char *
write_down (const BhcSorting *self, gint64 now_us, gboolean markup)
{
  GString *string = g_string_new (NULL);
  const char *priority = priority_words (self->priority);
  g_autofree char *snoozed = snooze_words (self, now_us);

  if (snoozed != NULL)
    add (string, NULL, snoozed, markup);
  if (priority != NULL)
    add (string, NULL, priority, markup);
  if (self->team != NULL)
    add (string, NULL, self->team, markup);
  for (guint i = 0; i < self->labels->len; i++)
    {
      BhcLabel *label = g_ptr_array_index (self->labels, i);

      add (string, bhc_label_get_color (label), bhc_label_get_name (label), markup);
    }

  return g_string_free (string, FALSE);
}

void
bhc_sorting_show (const BhcSorting *self, GtkLabel *label, gint64 now_us)
{
  g_autofree char *markup = write_down (self, now_us, TRUE);
  g_autofree char *words = write_down (self, now_us, FALSE);

  gtk_label_set_markup (label, markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
