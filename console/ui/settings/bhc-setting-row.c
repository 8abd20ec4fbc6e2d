/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/bhc-hours.h"
#include "console/ui/settings/kinds/bhc-kinds-private.h"
#include "console/ui/settings/kinds/bhc-row-head.h"
#include "console/ui/toolkit/bhc-chosen.h"

#include <string.h>

#define CONTROL "bhc-control" /* the widget of a row that holds its value */
#define IDS "bhc-ids"         /* of the records that a row offers */
#define LINES_HEIGHT 92       /* of a field for several lines */
#define MOST_DIGITS 10
#define LARGE 100000 /* numbers have fields of two widths, and stand below each other */

GtkWidget *
bhc_setting_row_hold (GtkWidget *row, gpointer control)
{
  g_object_set_data (G_OBJECT (row), CONTROL, control);
  return row;
}

GtkWidget *
bhc_setting_row_control (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), CONTROL);
}

static const char *
text_of (GVariant *value)
{
  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
             ? g_variant_get_string (value, NULL)
             : "";
}

/* ---- one line ---- */

static GtkWidget *
make_entry (GtkWidget *row, const BhcSetting *setting, GCallback changed, gpointer data)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->label));
  if (setting->hint != NULL)
    gtk_widget_set_tooltip_text (row, _ (setting->hint));
  g_signal_connect_swapped (row, "changed", changed, data);
  return bhc_setting_row_hold (row, row);
}

static GtkWidget *
make_line (const BhcSetting *setting, GCallback changed, gpointer data)
{
  return make_entry (adw_entry_row_new (), setting, changed, data);
}

static void
show_line (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  gtk_editable_set_text (GTK_EDITABLE (control), text_of (value));
}

static GVariant *
read_line (GtkWidget *control, const BhcSetting *setting)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (control)));

  return g_variant_new_string (g_strstrip (text));
}

static GtkWidget *
make_secret (const BhcSetting *setting, GCallback changed, gpointer data)
{
  return make_entry (adw_password_entry_row_new (), setting, changed, data);
}

/* Nothing that is kept is ever shown; only that it is kept. */
static void
show_secret (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  gboolean stored = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
                    g_variant_get_boolean (value);
  g_autofree char *title =
      stored ? g_strdup_printf (_ ("%s (kept, type to replace it)"), _ (setting->label))
             : g_strdup (_ (setting->label));

  gtk_editable_set_text (GTK_EDITABLE (control), "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (control), title);
}

static GVariant *
read_secret (GtkWidget *control, const BhcSetting *setting)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (control));

  return *text != '\0' ? g_variant_new_string (text) : NULL;
}

/* ---- several lines ---- */

static GtkWidget *
make_text_view (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), setting->kind == BHC_SETTING_CODE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (setting->label), -1);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed", changed,
                            data);
  return view;
}

static GtkWidget *
make_hint (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "setting-hint");
  return label;
}

static GtkWidget *
make_lines (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *view = make_text_view (setting, changed, data);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), LINES_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 3 * LINES_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_add_css_class (scroller, "setting-lines");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (box, "setting-box");
  gtk_box_append (GTK_BOX (box), title);
  if (setting->hint != NULL)
    gtk_box_append (GTK_BOX (box), make_hint (_ (setting->hint)));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->label));
  bhc_setting_row_bind_title (row, title);
  return bhc_setting_row_hold (row, view);
}

static void
set_lines (GtkWidget *control, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), text, -1);
}

static char *
get_lines (GtkWidget *control)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (control));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
show_text (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  set_lines (control, text_of (value));
}

static GVariant *
read_text (GtkWidget *control, const BhcSetting *setting)
{
  return g_variant_new_take_string (get_lines (control));
}

static void
show_words (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  g_autofree const char **words = NULL;
  g_autofree char *text = NULL;

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    words = g_variant_get_strv (value, NULL);
  text = words != NULL ? g_strjoinv ("\n", (char **) words) : g_strdup ("");
  set_lines (control, text);
}

static GVariant *
read_words (GtkWidget *control, const BhcSetting *setting)
{
  g_autofree char *text = get_lines (control);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_variant_builder_add (&builder, "s", lines[i]);
  return g_variant_builder_end (&builder);
}

/* Names may be shown, values never: whoever changes one writes all of them. */
static void
show_headers (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  set_lines (control, "");
}

static GVariant *
read_headers (GtkWidget *control, const BhcSetting *setting)
{
  g_autofree char *text = get_lines (control);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GVariantBuilder builder;

  if (*text == '\0')
    return NULL;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ":", 2);

      if (*g_strstrip (lines[i]) != '\0')
        g_variant_builder_add (&builder, "{ss}", g_strstrip (parts[0]),
                               parts[1] != NULL ? g_strstrip (parts[1]) : "");
    }
  return g_variant_builder_end (&builder);
}

/* ---- chosen, not typed ---- */

static GtkWidget *
make_action_row (const BhcSetting *setting, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->label));
  if (setting->hint != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (setting->hint));
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (setting->label), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  return bhc_setting_row_hold (row, control);
}

static GtkWidget *
make_switch (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *control = gtk_switch_new ();

  g_signal_connect_swapped (control, "notify::active", changed, data);
  return make_action_row (setting, control);
}

static void
show_switch (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  gtk_switch_set_active (GTK_SWITCH (control),
                         value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
                             g_variant_get_boolean (value));
}

static GVariant *
read_switch (GtkWidget *control, const BhcSetting *setting)
{
  return g_variant_new_boolean (gtk_switch_get_active (GTK_SWITCH (control)));
}

/* Only a number that needs it takes room from the words beside it. */
static void
number_typed_cb (GtkEditable *control)
{
  int digits = (int) g_utf8_strlen (gtk_editable_get_text (control), -1);

  if (digits > gtk_editable_get_width_chars (control))
    gtk_editable_set_width_chars (control, MIN (digits, MOST_DIGITS));
}

static GtkWidget *
make_number (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *control = gtk_spin_button_new_with_range ((double) setting->min, (double) setting->max,
                                                       (double) MAX (setting->step, 1));
  GtkWidget *row = NULL;

  gtk_editable_set_width_chars (GTK_EDITABLE (control), setting->max < LARGE ? 4 : 6);
  g_signal_connect (control, "changed", G_CALLBACK (number_typed_cb), NULL);
  g_signal_connect_swapped (control, "value-changed", changed, data);
  row = make_action_row (setting, control);
  bhc_row_head_wrap (ADW_ACTION_ROW (row));
  return row;
}

static void
show_number (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  gint64 number = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64)
                      ? g_variant_get_int64 (value) / MAX (setting->scale, 1)
                      : setting->min;

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (control), (double) number);
}

static GVariant *
read_number (GtkWidget *control, const BhcSetting *setting)
{
  gtk_spin_button_update (GTK_SPIN_BUTTON (control));
  return g_variant_new_int64 ((gint64) gtk_spin_button_get_value (GTK_SPIN_BUTTON (control)) *
                              MAX (setting->scale, 1));
}

static GtkWidget *
make_choice (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *row = adw_combo_row_new ();
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (const BhcChoice *choice = setting->choices; choice->value != NULL; choice++)
    gtk_string_list_append (labels, _ (choice->label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->label));
  if (setting->hint != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (setting->hint));
  bhc_chosen_show_whole (ADW_COMBO_ROW (row));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  g_object_unref (labels);
  g_signal_connect_swapped (row, "notify::selected", changed, data);
  return bhc_setting_row_hold (row, row);
}

static void
show_choice (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  guint selected = 0;

  for (guint i = 0; setting->choices[i].value != NULL; i++)
    if (g_str_equal (setting->choices[i].value, text_of (value)))
      selected = i;
  adw_combo_row_set_selected (ADW_COMBO_ROW (control), selected);
}

static GVariant *
read_choice (GtkWidget *control, const BhcSetting *setting)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (control));

  return g_variant_new_string (setting->choices[selected].value);
}

/* ---- another record: the first place is none ---- */

static GtkWidget *
make_record (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->label));
  if (setting->hint != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (setting->hint));
  bhc_chosen_show_whole (ADW_COMBO_ROW (row));
  bhc_setting_row_offer (row, NULL, NULL);
  g_signal_connect_swapped (row, "notify::selected", changed, data);
  return bhc_setting_row_hold (row, row);
}

static void
show_record (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  const char *const *ids = g_object_get_data (G_OBJECT (control), IDS);
  guint selected = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    if (g_str_equal (ids[i], text_of (value)))
      selected = i + 1;
  adw_combo_row_set_selected (ADW_COMBO_ROW (control), selected);
}

static GVariant *
read_record (GtkWidget *control, const BhcSetting *setting)
{
  const char *const *ids = g_object_get_data (G_OBJECT (control), IDS);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (control));

  return selected == 0 ? g_variant_new_maybe (G_VARIANT_TYPE_STRING, NULL)
                       : g_variant_new_string (ids[selected - 1]);
}

void
bhc_setting_row_offer (GtkWidget *row, const char *const *ids, const char *const *names)
{
  static const char *const nothing[] = { NULL };
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("None"));
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    gtk_string_list_append (labels, names[i]);
  g_object_set_data_full (G_OBJECT (row), IDS, g_strdupv ((char **) (ids != NULL ? ids : nothing)),
                          (GDestroyNotify) g_strfreev);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
}

/* ---- hours ---- */

static GtkWidget *
make_hours (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *row = bhc_hours_new (_ (setting->label), changed, data);

  return bhc_setting_row_hold (row, row);
}

static void
show_hours (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  bhc_hours_show (control, value);
}

static GVariant *
read_hours (GtkWidget *control, const BhcSetting *setting)
{
  return bhc_hours_read (control);
}

static const BhcManner *const manners[] = {
  [BHC_SETTING_LINE] = &(const BhcManner){ make_line, show_line, read_line },
  [BHC_SETTING_SECRET] = &(const BhcManner){ make_secret, show_secret, read_secret },
  [BHC_SETTING_TEXT] = &(const BhcManner){ make_lines, show_text, read_text },
  [BHC_SETTING_CODE] = &(const BhcManner){ make_lines, show_text, read_text },
  [BHC_SETTING_SWITCH] = &(const BhcManner){ make_switch, show_switch, read_switch },
  [BHC_SETTING_CHOICE] = &(const BhcManner){ make_choice, show_choice, read_choice },
  [BHC_SETTING_RECORD] = &(const BhcManner){ make_record, show_record, read_record },
  [BHC_SETTING_NUMBER] = &(const BhcManner){ make_number, show_number, read_number },
  [BHC_SETTING_WORDS] = &(const BhcManner){ make_lines, show_words, read_words },
  [BHC_SETTING_HEADERS] = &(const BhcManner){ make_lines, show_headers, read_headers },
  [BHC_SETTING_HOURS] = &(const BhcManner){ make_hours, show_hours, read_hours },
  [BHC_SETTING_CHECKS] = &bhc_checks_manner,
  [BHC_SETTING_COLOR] = &bhc_color_manner,
  [BHC_SETTING_RECORDS] = &bhc_records_manner,
  [BHC_SETTING_SHOWN] = &bhc_shown_manner,
  [BHC_SETTING_TIME] = &bhc_time_manner,
  [BHC_SETTING_PASSWORD] = &bhc_password_manner,
  [BHC_SETTING_MEMBERS] = &bhc_members_manner,
};

GtkWidget *
bhc_setting_row_new (const BhcSetting *setting, GCallback changed, gpointer data)
{
  return manners[setting->kind]->make (setting, changed, data);
}

/* Returns: (transfer full) (nullable) */
static GVariant *
look_up (GVariant *values, const char *member)
{
  const char *dot = strchr (member, '.');
  g_autofree char *outer = dot != NULL ? g_strndup (member, (gsize) (dot - member)) : NULL;
  g_autoptr (GVariant) record = NULL;

  if (outer == NULL)
    return g_variant_lookup_value (values, member, NULL);
  record = g_variant_lookup_value (values, outer, G_VARIANT_TYPE_VARDICT);
  return record != NULL ? g_variant_lookup_value (record, dot + 1, NULL) : NULL;
}

void
bhc_setting_row_show (GtkWidget *row, const BhcSetting *setting, GVariant *values)
{
  const char *member = setting->stored != NULL ? setting->stored : setting->name;
  g_autoptr (GVariant) value = values != NULL ? look_up (values, member) : NULL;

  manners[setting->kind]->show (g_object_get_data (G_OBJECT (row), CONTROL), setting, value);
}

GVariant *
bhc_setting_row_read (GtkWidget *row, const BhcSetting *setting)
{
  return manners[setting->kind]->read (g_object_get_data (G_OBJECT (row), CONTROL), setting);
}
