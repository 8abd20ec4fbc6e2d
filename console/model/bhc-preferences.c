/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-preferences"

#include "console/model/bhc-preferences.h"

#include <glib/gstdio.h>

#define GROUP "console"

typedef enum
{
  PROP_UNDO_SECONDS = 1,
  PROP_ENTER_SENDS,
  PROP_INBOX_SORTS,
  PROP_NOTIFY_MESSAGES,
  PROP_NOTIFY_MENTIONS,
  PROP_AWAY_MINUTES,
  PROP_BACKGROUND,
  PROP_AUTOSTART,
} BhcPreferencesProperty;

static GParamSpec *props[PROP_AUTOSTART + 1];

struct _BhcPreferences
{
  GObject parent_instance;

  char *path; /* (nullable) */
  GKeyFile *file;
  GValue values[G_N_ELEMENTS (props)];
};

G_DEFINE_FINAL_TYPE (BhcPreferences, bhc_preferences, G_TYPE_OBJECT)

/* How each type of preference stands in the file. */
static gboolean
read_value (GKeyFile *file, const char *key, GValue *value)
{
  g_autoptr (GError) error = NULL;

  if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, g_key_file_get_boolean (file, GROUP, key, &error));
  else if (G_VALUE_HOLDS_UINT (value))
    g_value_set_uint (value, (guint) g_key_file_get_uint64 (file, GROUP, key, &error));
  else if (G_VALUE_HOLDS_STRING (value))
    g_value_take_string (value, g_key_file_get_string (file, GROUP, key, &error));
  return error == NULL;
}

static void
write_value (GKeyFile *file, const char *key, const GValue *value)
{
  if (G_VALUE_HOLDS_BOOLEAN (value))
    g_key_file_set_boolean (file, GROUP, key, g_value_get_boolean (value));
  else if (G_VALUE_HOLDS_UINT (value))
    g_key_file_set_uint64 (file, GROUP, key, g_value_get_uint (value));
  else if (G_VALUE_HOLDS_STRING (value) && g_value_get_string (value) != NULL)
    g_key_file_set_string (file, GROUP, key, g_value_get_string (value));
}

/* What cannot be written holds until the console ends. */
static void
save (BhcPreferences *self)
{
  g_autofree char *folder = self->path != NULL ? g_path_get_dirname (self->path) : NULL;
  g_autoptr (GError) error = NULL;

  if (self->path == NULL)
    return;

  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (self->file, self->path, &error))
    g_warning ("the preferences are not kept: %s", error->message);
}

static void
bhc_preferences_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  BhcPreferences *self = BHC_PREFERENCES (object);

  g_return_if_fail (prop_id > 0 && prop_id < G_N_ELEMENTS (props));

  if (g_param_values_cmp (pspec, value, &self->values[prop_id]) == 0)
    return;

  g_value_copy (value, &self->values[prop_id]);
  write_value (self->file, pspec->name, value);
  save (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
bhc_preferences_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcPreferences *self = BHC_PREFERENCES (object);

  g_return_if_fail (prop_id > 0 && prop_id < G_N_ELEMENTS (props));

  g_value_copy (&self->values[prop_id], value);
}

static void
bhc_preferences_finalize (GObject *object)
{
  BhcPreferences *self = BHC_PREFERENCES (object);

  for (guint i = 1; i < G_N_ELEMENTS (props); i++)
    g_value_unset (&self->values[i]);
  g_key_file_unref (self->file);
  g_free (self->path);

  G_OBJECT_CLASS (bhc_preferences_parent_class)->finalize (object);
}

static void
bhc_preferences_class_init (BhcPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->set_property = bhc_preferences_set_property;
  object_class->get_property = bhc_preferences_get_property;
  object_class->finalize = bhc_preferences_finalize;

  props[PROP_UNDO_SECONDS] = g_param_spec_uint ("undo-seconds", NULL, NULL, 0, 60, 5, flags);
  props[PROP_ENTER_SENDS] = g_param_spec_boolean ("enter-sends", NULL, NULL, TRUE, flags);
  props[PROP_INBOX_SORTS] = g_param_spec_string ("inbox-sorts", NULL, NULL, NULL, flags);
  props[PROP_NOTIFY_MESSAGES] = g_param_spec_boolean ("notify-messages", NULL, NULL, TRUE, flags);
  props[PROP_NOTIFY_MENTIONS] = g_param_spec_boolean ("notify-mentions", NULL, NULL, TRUE, flags);
  props[PROP_AWAY_MINUTES] = g_param_spec_uint ("away-minutes", NULL, NULL, 0, 240, 15, flags);
  props[PROP_BACKGROUND] = g_param_spec_boolean ("background", NULL, NULL, TRUE, flags);
  props[PROP_AUTOSTART] = g_param_spec_boolean ("autostart", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_preferences_init (BhcPreferences *self)
{
  self->file = g_key_file_new ();
}

static void
load (BhcPreferences *self)
{
  g_autoptr (GError) error = NULL;

  if (self->path != NULL &&
      !g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_KEEP_COMMENTS, &error) &&
      !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_warning ("the preferences cannot be read: %s", error->message);

  for (guint i = 1; i < G_N_ELEMENTS (props); i++)
    {
      GValue *value = &self->values[i];

      g_value_init (value, props[i]->value_type);
      if (!read_value (self->file, props[i]->name, value) ||
          g_param_value_validate (props[i], value)) /* TRUE: it had to be changed */
        g_param_value_set_default (props[i], value);
    }
}

BhcPreferences *
bhc_preferences_new (const char *path)
{
  BhcPreferences *self = g_object_new (BHC_TYPE_PREFERENCES, NULL);

  self->path = g_strdup (path);
  load (self);

  return self;
}

guint
bhc_preferences_get_undo_seconds (BhcPreferences *self)
{
  g_return_val_if_fail (BHC_IS_PREFERENCES (self), 0);

  return g_value_get_uint (&self->values[PROP_UNDO_SECONDS]);
}

gboolean
bhc_preferences_get_enter_sends (BhcPreferences *self)
{
  g_return_val_if_fail (BHC_IS_PREFERENCES (self), TRUE);

  return g_value_get_boolean (&self->values[PROP_ENTER_SENDS]);
}
