/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-bell.h"
#include "console/ui/bhc-ringer.h"
#include "console/ui/bhc-window.h"

#include "console/ui/bhc-application.h"

struct _BhcApplication
{
  AdwApplication parent_instance;

  BhcDesk *desk;
  BhcRinger *ringer; /* from start-up on */
  BhcBell *bell;
  char *state_file;    /* (nullable) */
  char *server;        /* (nullable) from the command line */
  char *email;         /* (nullable) the same */
  char *password_file; /* (nullable) the same: used once */
};

G_DEFINE_FINAL_TYPE (BhcApplication, bhc_application, ADW_TYPE_APPLICATION)

static BhcWindow *
get_window (BhcApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (BHC_IS_WINDOW (l->data))
        return l->data;
    }

  return bhc_window_new (GTK_APPLICATION (self), self->desk, self->state_file);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BhcWindow *window = get_window (data);

  bhc_window_open_conversation (window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (GTK_WINDOW (get_window (data)), "application-name", _ ("Bellhop"),
                         "application-icon", BHC_APPLICATION_ID, "developer-name",
                         _ ("The Bellhop Authors"), "version", BELLHOP_VERSION, "comments",
                         _ ("Answer the visitors of your websites."), "license-type",
                         GTK_LICENSE_AGPL_3_0, NULL);
}

/* Closing the window first lets it keep its size. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_close (GTK_WINDOW (get_window (data)));
  g_application_quit (data);
}

static const GActionEntry actions[] = {
  { "open-conversation", open_cb, "s", NULL, NULL },
  { "about", about_cb, NULL, NULL, NULL },
  { "quit", quit_cb, NULL, NULL, NULL },
};

static void
bhc_application_startup (GApplication *application)
{
  BhcApplication *self = BHC_APPLICATION (application);
  g_autoptr (GPropertyAction) mute = NULL;

  G_APPLICATION_CLASS (bhc_application_parent_class)->startup (application);

  self->bell = bhc_bell_new ();
  self->ringer = bhc_ringer_new (self->desk, application);
  g_signal_connect_swapped (self->ringer, "ring", G_CALLBACK (bhc_bell_ring), self->bell);

  mute = g_property_action_new ("mute", self->ringer, "muted");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (mute));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  bhc_desk_start (self->desk);
}

/* (nullable): there is no such file, or it cannot be read */
static char *
read_password (const char *file)
{
  g_autoptr (GError) error = NULL;
  char *password = NULL;

  if (file == NULL)
    return NULL;
  if (!g_file_get_contents (file, &password, NULL, &error))
    {
      g_printerr ("bellhop: the password could not be read: %s\n", error->message);
      return NULL;
    }

  return g_strchomp (password);
}

/* What the command line says is for whoever is not signed in yet, and said once. */
static void
prepare_sign_in (BhcApplication *self, BhcWindow *window)
{
  g_autofree char *password = NULL;

  if (self->server == NULL && self->email == NULL)
    return;

  password = read_password (self->password_file);
  bhc_window_prepare_sign_in (window, self->server, self->email, password);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->password_file, g_free);
}

static void
bhc_application_activate (GApplication *application)
{
  BhcApplication *self = BHC_APPLICATION (application);
  BhcWindow *window = get_window (self);

  prepare_sign_in (self, window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
bhc_application_dispose (GObject *object)
{
  BhcApplication *self = BHC_APPLICATION (object);

  g_clear_object (&self->ringer);
  g_clear_pointer (&self->bell, bhc_bell_free);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->state_file, g_free);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->password_file, g_free);

  G_OBJECT_CLASS (bhc_application_parent_class)->dispose (object);
}

static void
bhc_application_class_init (BhcApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_application_dispose;
  G_APPLICATION_CLASS (klass)->startup = bhc_application_startup;
  G_APPLICATION_CLASS (klass)->activate = bhc_application_activate;
}

static void
bhc_application_init (BhcApplication *self)
{
  const GOptionEntry options[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &self->server, N_ ("Sign in at this server"), "URL" },
    { "email", 0, 0, G_OPTION_ARG_STRING, &self->email, N_ ("Sign in as this operator"),
      "ADDRESS" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &self->password_file,
      N_ ("Sign in at once with the password in this file"), "FILE" },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

BhcApplication *
bhc_application_new (BhcDesk *desk, const char *state_file)
{
  BhcApplication *self = g_object_new (BHC_TYPE_APPLICATION, "application-id", BHC_APPLICATION_ID,
                                       "flags", G_APPLICATION_CAN_OVERRIDE_APP_ID,
                                       "resource-base-path", "/org/bellhop/Console", NULL);

  self->desk = g_object_ref (desk);
  self->state_file = g_strdup (state_file);

  return self;
}
