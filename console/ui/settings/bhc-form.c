/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-problem.h"
#include "console/ui/settings/kinds/bhc-kinds-private.h"

#include "console/ui/settings/bhc-form.h"

#include <string.h>

struct _BhcForm
{
  GtkBox parent_instance;

  const BhcSetting *settings;
  GPtrArray *rows; /* of GtkWidget or NULL, beside the settings */
  GtkWidget *problem;
  GVariant *first; /* what the rows said when they were shown */
  gboolean showing;
};

enum
{
  CHANGED,
  SHOWN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcForm, bhc_form, GTK_TYPE_BOX)

static void
bhc_form_finalize (GObject *object)
{
  BhcForm *self = BHC_FORM (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->first, g_variant_unref);

  G_OBJECT_CLASS (bhc_form_parent_class)->finalize (object);
}

static void
bhc_form_class_init (BhcFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SHOWN] = g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
bhc_form_init (BhcForm *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  self->rows = g_ptr_array_new ();
  self->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (self), self->problem);
}

/* Returns: (transfer full) (nullable): that it is too short or too long */
static char *
find_length_problem (const BhcSetting *setting, GVariant *value)
{
  glong length;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return NULL;
  length = g_utf8_strlen (g_variant_get_string (value, NULL), -1);
  if (length < setting->min)
    return g_strdup (_ ("some words are needed"));
  if (setting->max == 0 || length <= setting->max)
    return NULL;
  return g_strdup_printf (
      ngettext ("%d character at most", "%d characters at most", (gulong) setting->max),
      (int) setting->max);
}

/* Returns: (transfer full) (nullable): what is wrong with it as it stands */
static char *
find_problem (BhcForm *self, guint i)
{
  const BhcSetting *setting = &self->settings[i];
  GtkWidget *row = g_ptr_array_index (self->rows, i);
  g_autoptr (GVariant) value = NULL;
  char *problem;

  if (row == NULL)
    return NULL;
  value = bhc_setting_row_read (row, setting);
  if (value == NULL)
    return self->first == NULL ? g_strdup (setting->needed != NULL ? _ (setting->needed) : NULL)
                               : NULL;
  g_variant_ref_sink (value);
  problem = find_length_problem (setting, value);
  return problem == NULL && setting->check != NULL ? g_strdup (setting->check (value)) : problem;
}

static gboolean
is_empty (GVariant *value)
{
  return (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) &&
          *g_variant_get_string (value, NULL) == '\0') ||
         (g_variant_is_of_type (value, G_VARIANT_TYPE_ARRAY) && g_variant_n_children (value) == 0);
}

static gboolean
differs (BhcForm *self, const char *name, GVariant *value)
{
  g_autoptr (GVariant) was =
      self->first != NULL ? g_variant_lookup_value (self->first, name, NULL) : NULL;

  return was != NULL ? !g_variant_equal (was, value) : !is_empty (value);
}

static gboolean
is_touched (BhcForm *self, guint i)
{
  GVariant *value = bhc_setting_row_read (g_ptr_array_index (self->rows, i), &self->settings[i]);
  gboolean touched;

  if (value == NULL)
    return FALSE;
  g_variant_ref_sink (value);
  touched = !is_empty (value) || differs (self, self->settings[i].name, value);
  g_variant_unref (value);
  return touched;
}

/* What nobody has come to yet is not held against them, unless @all. */
static void
mark_rows (BhcForm *self, gboolean all)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      g_autofree char *problem = NULL;

      if (row == NULL || !(all || is_touched (self, i)))
        continue;
      problem = find_problem (self, i);
      bhc_setting_row_mark (row, problem);
    }
}

static void
show_wanted (BhcForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (GVariant) value = NULL;

      if (self->settings[i].when == NULL)
        continue;
      value = bhc_form_read (self, self->settings[i].when);
      gtk_widget_set_visible (
          g_ptr_array_index (self->rows, i),
          g_strcmp0 (g_variant_get_string (value, NULL), self->settings[i].is) == 0);
    }
}

static void
changed_cb (BhcForm *self)
{
  if (self->showing)
    return;
  bhc_form_blame (self, NULL, NULL);
  mark_rows (self, FALSE);
  show_wanted (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static AdwPreferencesGroup *
add_group (BhcForm *self, const BhcSetting *section)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (section != NULL)
    {
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (section->label));
      if (section->hint != NULL)
        adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ (section->hint));
    }
  gtk_box_append (GTK_BOX (self), group);
  return ADW_PREFERENCES_GROUP (group);
}

GtkWidget *
bhc_form_new (const BhcSetting *settings)
{
  BhcForm *self = g_object_new (BHC_TYPE_FORM, NULL);
  AdwPreferencesGroup *group = NULL;

  self->settings = settings;
  for (const BhcSetting *setting = settings; setting->label != NULL; setting++)
    {
      GtkWidget *row = NULL;

      if (setting->kind == BHC_SETTING_SECTION || group == NULL)
        group = add_group (self, setting->kind == BHC_SETTING_SECTION ? setting : NULL);
      if (setting->kind != BHC_SETTING_SECTION)
        {
          row = bhc_setting_row_new (setting, G_CALLBACK (changed_cb), self);
          adw_preferences_group_add (group, row);
        }
      g_ptr_array_add (self->rows, row);
    }
  return GTK_WIDGET (self);
}

/* What all rows say.  Returns: (transfer full) */
static GVariant *
read_all (BhcForm *self)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GVariant *value = row != NULL ? bhc_setting_row_read (row, &self->settings[i]) : NULL;

      if (value != NULL)
        g_variant_dict_insert_value (&dict, self->settings[i].name, value);
    }
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/* What a new record says at first.  Returns: (transfer full) */
static GVariant *
initial_values (BhcForm *self)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (const BhcSetting *setting = self->settings; setting->label != NULL; setting++)
    if (setting->initial != NULL)
      g_variant_dict_insert_value (&dict, setting->name, g_variant_new_parsed (setting->initial));
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

void
bhc_form_show (BhcForm *self, GVariant *values)
{
  g_autoptr (GVariant) shown = NULL;

  g_return_if_fail (BHC_IS_FORM (self));

  shown = values != NULL ? g_variant_ref (values) : initial_values (self);
  self->showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    if (g_ptr_array_index (self->rows, i) != NULL)
      bhc_setting_row_show (g_ptr_array_index (self->rows, i), &self->settings[i], shown);
  bhc_form_blame (self, NULL, NULL);
  g_clear_pointer (&self->first, g_variant_unref);
  self->first = values != NULL ? read_all (self) : NULL;
  show_wanted (self);
  self->showing = FALSE;
  g_signal_emit (self, signals[SHOWN], 0);
}

/* The record that “record.member” speaks of.  Returns: (transfer full) (nullable) */
static char *
outer_name (const char *name)
{
  const char *dot = strchr (name, '.');

  return dot != NULL ? g_strndup (name, (gsize) (dot - name)) : NULL;
}

/* A record within the sheet is sent whole. */
static void
insert_record (BhcForm *self, GVariantDict *changes, const char *outer, GVariant *now)
{
  GVariantDict record;
  GVariantIter iter;
  const char *name;
  GVariant *value;
  gboolean changed = FALSE;

  g_variant_dict_init (&record, NULL);
  g_variant_iter_init (&iter, now);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      g_autofree char *its = outer_name (name);

      if (g_strcmp0 (its, outer) == 0)
        {
          changed |= differs (self, name, value);
          g_variant_dict_insert_value (&record, name + strlen (outer) + 1, value);
        }
      g_variant_unref (value);
    }
  if (changed)
    g_variant_dict_insert_value (changes, outer, g_variant_dict_end (&record));
  else
    g_variant_dict_clear (&record);
}

GVariant *
bhc_form_read_changes (BhcForm *self)
{
  g_autoptr (GVariant) now = NULL;
  GVariantDict dict;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_return_val_if_fail (BHC_IS_FORM (self), NULL);

  now = read_all (self);
  g_variant_dict_init (&dict, NULL);
  g_variant_iter_init (&iter, now);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      g_autofree char *outer = outer_name (name);

      if (outer != NULL && !g_variant_dict_contains (&dict, outer))
        insert_record (self, &dict, outer, now);
      else if (outer == NULL && differs (self, name, value))
        g_variant_dict_insert_value (&dict, name, value);
      g_variant_unref (value);
    }
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

gboolean
bhc_form_check (BhcForm *self)
{
  g_return_val_if_fail (BHC_IS_FORM (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *problem = find_problem (self, i);

      if (problem != NULL)
        {
          mark_rows (self, TRUE);
          bhc_form_blame (self, self->settings[i].name, problem);
          return FALSE;
        }
      if (self->settings[i].kind == BHC_SETTING_RECORDS &&
          !bhc_records_check (bhc_setting_row_control (g_ptr_array_index (self->rows, i))))
        return FALSE;
    }
  return TRUE;
}

gboolean
bhc_form_is_changed (BhcForm *self)
{
  g_autoptr (GVariant) changes = bhc_form_read_changes (self);

  return g_variant_n_children (changes) > 0;
}

void
bhc_form_blame (BhcForm *self, const char *name, const char *problem)
{
  g_return_if_fail (BHC_IS_FORM (self));

  bhc_problem_show (GTK_LABEL (self->problem), problem);
  for (guint i = 0; i < self->rows->len; i++)
    if (g_ptr_array_index (self->rows, i) != NULL)
      bhc_setting_row_blame (g_ptr_array_index (self->rows, i),
                             g_strcmp0 (self->settings[i].name, name) == 0 ? problem : NULL);
}

static int
find_row (BhcForm *self, const char *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (self->settings[i].name, name) == 0)
      return (int) i;
  return -1;
}

const char *
bhc_form_get_title (BhcForm *self, const char *name)
{
  int at;

  g_return_val_if_fail (BHC_IS_FORM (self), NULL);

  at = find_row (self, name);
  return at >= 0 && self->settings[at].label != NULL ? _ (self->settings[at].label) : NULL;
}

void
bhc_form_offer (BhcForm *self, const char *const *ids, const char *const *names)
{
  g_return_if_fail (BHC_IS_FORM (self));

  self->showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    if (self->settings[i].kind == BHC_SETTING_RECORD)
      bhc_setting_row_offer (g_ptr_array_index (self->rows, i), ids, names);
    else if (self->settings[i].kind == BHC_SETTING_MEMBERS)
      bhc_members_offer (bhc_setting_row_control (g_ptr_array_index (self->rows, i)), ids, names);
  self->showing = FALSE;
}

void
bhc_form_set_writable (BhcForm *self, gboolean writable)
{
  g_return_if_fail (BHC_IS_FORM (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      BhcSettingKind kind = self->settings[i].kind;

      if (kind == BHC_SETTING_CODE)
        bhc_setting_row_set_writable (g_ptr_array_index (self->rows, i), writable);
      else if (kind != BHC_SETTING_SECTION && kind != BHC_SETTING_SHOWN && kind != BHC_SETTING_TIME)
        gtk_widget_set_sensitive (g_ptr_array_index (self->rows, i), writable);
    }
}

void
bhc_form_lock (BhcForm *self, const char *name)
{
  int i = find_row (self, name);

  if (i >= 0)
    gtk_widget_set_sensitive (g_ptr_array_index (self->rows, i), FALSE);
}

void
bhc_form_mark (BhcForm *self, const char *name, const char *problem)
{
  int i = find_row (self, name);

  if (i >= 0)
    bhc_setting_row_mark (g_ptr_array_index (self->rows, i), problem);
}

const char *
bhc_form_get_made (BhcForm *self)
{
  g_return_val_if_fail (BHC_IS_FORM (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (self->settings[i].kind == BHC_SETTING_PASSWORD)
      return bhc_password_get_made (bhc_setting_row_control (g_ptr_array_index (self->rows, i)));
  return NULL;
}

GVariant *
bhc_form_read (BhcForm *self, const char *name)
{
  int i = find_row (self, name);
  GVariant *value = NULL;

  if (i >= 0)
    value = bhc_setting_row_read (g_ptr_array_index (self->rows, i), &self->settings[i]);
  return value != NULL ? g_variant_ref_sink (value) : NULL;
}

void
bhc_form_fill (BhcForm *self, const char *name, GVariant *value)
{
  int i = find_row (self, name);
  g_autoptr (GVariant) values = NULL;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, name, value);
  values = g_variant_ref_sink (g_variant_dict_end (&dict));
  if (i >= 0)
    bhc_setting_row_show (g_ptr_array_index (self->rows, i), &self->settings[i], values);
}
