/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/bhc-hours.h"

static const struct
{
  const char *name;
  const char *label;
} days[] = {
  { "mon", N_ ("Monday") },   { "tue", N_ ("Tuesday") }, { "wed", N_ ("Wednesday") },
  { "thu", N_ ("Thursday") }, { "fri", N_ ("Friday") },  { "sat", N_ ("Saturday") },
  { "sun", N_ ("Sunday") },
};

GtkWidget *
bhc_hours_new (const char *title, GCallback changed, gpointer data)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row),
                                 _ ("As 09:00–12:30, 14:00–18:00; an empty day is closed"));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      GtkWidget *day = adw_entry_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (day), _ (days[i].label));
      g_signal_connect_swapped (day, "changed", changed, data);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), day);
      g_object_set_data (G_OBJECT (row), days[i].name, day);
    }
  return row;
}

static char *
spans_to_text (GVariant *spans)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; spans != NULL && i < g_variant_n_children (spans); i++)
    {
      g_autoptr (GVariant) span = g_variant_get_child_value (spans, i);
      g_autofree const char **ends = g_variant_get_strv (span, NULL);

      if (g_strv_length ((char **) ends) == 2)
        g_string_append_printf (text, "%s%s–%s", text->len > 0 ? ", " : "", ends[0], ends[1]);
    }
  return g_string_free (text, FALSE);
}

void
bhc_hours_show (GtkWidget *row, GVariant *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GVariant) spans = NULL;
      g_autofree char *text = NULL;

      if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
        spans = g_variant_lookup_value (value, days[i].name, G_VARIANT_TYPE ("aas"));
      text = spans_to_text (spans);
      gtk_editable_set_text (GTK_EDITABLE (g_object_get_data (G_OBJECT (row), days[i].name)), text);
    }
}

/* What makes no span goes to the daemon as it is, which says what is wrong with it. */
static GVariant *
text_to_spans (const char *text)
{
  g_auto (GStrv) spans = g_strsplit (text, ",", -1);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aas"));
  for (guint i = 0; spans[i] != NULL; i++)
    {
      g_auto (GStrv) ends = NULL;

      if (*g_strstrip (spans[i]) == '\0')
        continue;
      ends = g_regex_split_simple ("\\s*[-–—]\\s*", spans[i], 0, 0);
      g_variant_builder_add_value (&builder, g_variant_new_strv ((const char *const *) ends, -1));
    }
  return g_variant_builder_end (&builder);
}

GVariant *
bhc_hours_read (GtkWidget *row)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      GtkEditable *day = g_object_get_data (G_OBJECT (row), days[i].name);

      g_variant_dict_insert_value (&dict, days[i].name,
                                   text_to_spans (gtk_editable_get_text (day)));
    }
  return g_variant_dict_end (&dict);
}
