/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/presence/bhc-presence.h"
#include "console/ui/account/bhc-accounts-menu.h"
#include "console/ui/bhc-bell.h"
#include "console/ui/bhc-ringer.h"
#include "console/ui/bhc-window.h"
#include "console/ui/citizen/bhc-autostart.h"
#include "console/ui/citizen/bhc-herald.h"
#include "console/ui/citizen/bhc-idle-watch.h"
#include "console/ui/toolkit/bhc-icon-guard.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/bhc-application.h"

/* Who calls for one desk. */
typedef struct
{
  BhcRinger *ringer;
  BhcHerald *herald;
} Post;

struct _BhcApplication
{
  AdwApplication parent_instance;

  BhcDesks *desks;
  BhcPreferences *preferences;
  GHashTable *posts; /* BhcDesk → Post: from start-up on */
  BhcBell *bell;
  GMenu *accounts;
  BhcIdleWatch *watch;
  gboolean held;       /* it goes on without a window */
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

  return bhc_window_new (GTK_APPLICATION (self), bhc_desks_get_current (self->desks),
                         G_MENU_MODEL (self->accounts), self->state_file);
}

/* The desk a notification speaks of is looked at from now on.  (nullable): it has gone */
static BhcDesk *
enter_desk (BhcApplication *self, GVariant *parameter, const char **conversation)
{
  const char *key;
  BhcDesk *desk;

  g_variant_get (parameter, "(&s&s)", &key, conversation);
  desk = bhc_desks_find (self->desks, key);
  if (desk != NULL)
    bhc_desks_set_current (self->desks, desk);
  return desk;
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *id;
  BhcDesk *desk = enter_desk (data, parameter, &id);
  BhcWindow *window = get_window (data);

  if (desk != NULL)
    bhc_window_open_conversation (window, id);
  gtk_window_present (GTK_WINDOW (window));
}

static void
whispers_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *id;
  BhcDesk *desk = enter_desk (data, parameter, &id);
  BhcWindow *window = get_window (data);

  if (desk != NULL)
    bhc_window_open_whispers (window, id);
  gtk_window_present (GTK_WINDOW (window));
}

static void
claimed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcApplication) self = data;
  g_autoptr (GError) error = NULL;

  if (!bhc_desk_act_finish (BHC_DESK (source), result, &error))
    bhc_window_tell (get_window (self), error->message);
}

static void
claim_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *id;
  BhcDesk *desk = enter_desk (data, parameter, &id);

  if (desk != NULL)
    bhc_desk_act_async (desk, id, BHC_ACTION_CLAIM, claimed_cb, g_object_ref (data));
  open_cb (action, parameter, data);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *about = g_object_new (
      ADW_TYPE_ABOUT_WINDOW, "transient-for", get_window (data), "modal", TRUE, "application-name",
      _ ("Bellhop"), "application-icon", BHC_APPLICATION_ID, "developer-name",
      _ ("The Bellhop Authors"), "version", BELLHOP_VERSION, "comments",
      _ ("Answer the visitors of your websites."), "license-type", GTK_LICENSE_AGPL_3_0, NULL);

  bhc_parts_mend (about);
  gtk_window_present (GTK_WINDOW (about));
}

/* Closing the window first lets it keep its size. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_close (GTK_WINDOW (get_window (data)));
  g_application_quit (data);
}

static void
mute_cb (GSimpleAction *action, GVariant *muted, gpointer data)
{
  BhcApplication *self = data;
  GHashTableIter iter;
  gpointer post;

  g_hash_table_iter_init (&iter, self->posts);
  while (g_hash_table_iter_next (&iter, NULL, &post))
    g_object_set (((Post *) post)->ringer, "muted", g_variant_get_boolean (muted), NULL);
  g_simple_action_set_state (action, muted);
}

static void
account_cb (GSimpleAction *action, GVariant *key, gpointer data)
{
  BhcApplication *self = data;
  BhcDesk *desk = bhc_desks_find (self->desks, g_variant_get_string (key, NULL));

  if (desk != NULL)
    bhc_desks_set_current (self->desks, desk);
}

static void
add_account_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bhc_desks_add (BHC_APPLICATION (data)->desks);
}

/* Back to somewhere one is signed in; enabled while there is such a place besides. */
static BhcDesk *
find_other (BhcApplication *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->desks));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcDesk) desk = g_list_model_get_item (G_LIST_MODEL (self->desks), i);

      if (desk != bhc_desks_get_current (self->desks) &&
          bhc_desk_get_state (desk) != BHC_STATE_SIGNED_OUT)
        return desk; /* held by the list */
    }

  return NULL;
}

static void
leave_sign_in_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BhcApplication *self = data;
  BhcDesk *other = find_other (self);

  if (other != NULL)
    bhc_desks_set_current (self->desks, other);
}

static const GActionEntry actions[] = {
  { "open-conversation", open_cb, "(ss)", NULL, NULL },
  { "open-whispers", whispers_cb, "(ss)", NULL, NULL },
  { "claim", claim_cb, "(ss)", NULL, NULL },
  { "account", account_cb, "s", "''", NULL },
  { "add-account", add_account_cb, NULL, NULL, NULL },
  { "leave-sign-in", leave_sign_in_cb, NULL, NULL, NULL },
  { "mute", NULL, NULL, "false", mute_cb },
  { "about", about_cb, NULL, NULL, NULL },
  { "quit", quit_cb, NULL, NULL, NULL },
};

/* All of them: who has left the machine answers nowhere. */
static void
idle_cb (BhcApplication *self, gboolean idle)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->desks));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcDesk) desk = g_list_model_get_item (G_LIST_MODEL (self->desks), i);

      bhc_presence_set_idle (bhc_presence_of (desk), idle);
    }
}

static void
background_cb (BhcApplication *self)
{
  gboolean background;

  g_object_get (self->preferences, "background", &background, NULL);
  if (background == self->held)
    return;

  self->held = background;
  if (background)
    g_application_hold (G_APPLICATION (self));
  else
    g_application_release (G_APPLICATION (self));
}

static void
settle_in (BhcApplication *self)
{
  self->watch = bhc_idle_watch_new (GTK_APPLICATION (self), self->preferences);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (idle_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preferences, "notify::background", G_CALLBACK (background_cb),
                           self, G_CONNECT_SWAPPED);
  background_cb (self);
  bhc_autostart_follow (GTK_APPLICATION (self), self->preferences);
}

static gboolean
is_muted (BhcApplication *self)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self), "mute");

  return g_variant_get_boolean (state);
}

/* The menu names the accounts and marks the current one. */
static void
show_accounts (BhcApplication *self)
{
  g_autofree char *key = bhc_desks_get_key (bhc_desks_get_current (self->desks));
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "account");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (key));
  bhc_accounts_menu_fill (self->accounts, self->desks);
  action = g_action_map_lookup_action (G_ACTION_MAP (self), "leave-sign-in");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), find_other (self) != NULL);
}

static gboolean
is_seen (BhcDesk *desk, const char *conversation, gpointer data)
{
  BhcApplication *self = data;
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  return desk == bhc_desks_get_current (self->desks) && BHC_IS_WINDOW (active) &&
         gtk_window_is_active (active) &&
         bhc_window_shows_conversation (BHC_WINDOW (active), conversation);
}

static void
post_free (gpointer data)
{
  Post *post = data;

  g_object_unref (post->ringer);
  g_object_unref (post->herald);
  g_free (post);
}

static void
add_post (BhcApplication *self, BhcDesk *desk)
{
  Post *post = g_new0 (Post, 1);

  post->ringer = bhc_ringer_new (desk, G_APPLICATION (self));
  post->herald = bhc_herald_new (desk, G_APPLICATION (self), is_seen, self);
  g_object_set (post->ringer, "muted", is_muted (self), NULL);
  g_signal_connect_swapped (post->ringer, "ring", G_CALLBACK (bhc_bell_ring), self->bell);
  g_signal_connect_object (desk, "notify::organization-name", G_CALLBACK (show_accounts), self,
                           G_CONNECT_SWAPPED);
  g_hash_table_insert (self->posts, desk, post);
}

/* Every desk has its post, and no other one has. */
static void
desks_changed_cb (BhcApplication *self)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->posts);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->desks));

  self->posts = g_hash_table_new_full (NULL, NULL, NULL, post_free);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcDesk) desk = g_list_model_get_item (G_LIST_MODEL (self->desks), i);
      gpointer post = NULL;

      if (before != NULL && g_hash_table_steal_extended (before, desk, NULL, &post))
        g_hash_table_insert (self->posts, desk, post);
      else
        add_post (self, desk);
    }
  show_accounts (self);
}

static void
current_cb (BhcApplication *self)
{
  if (gtk_application_get_windows (GTK_APPLICATION (self)) != NULL)
    bhc_window_set_desk (get_window (self), bhc_desks_get_current (self->desks));
  show_accounts (self);
}

static void
bhc_application_startup (GApplication *application)
{
  BhcApplication *self = BHC_APPLICATION (application);

  G_APPLICATION_CLASS (bhc_application_parent_class)->startup (application);

  bhc_icon_guard_begin ();
  /* What may be copied is not marked as soon as the Tab key, or a button that went, leads there. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  self->bell = bhc_bell_new ();
  self->accounts = g_menu_new ();
  g_signal_connect_object (self->desks, "items-changed", G_CALLBACK (desks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desks, "notify::current", G_CALLBACK (current_cb), self,
                           G_CONNECT_SWAPPED);
  desks_changed_cb (self);
  settle_in (self);
  bhc_desks_start (self->desks);
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

  g_clear_pointer (&self->posts, g_hash_table_unref);
  g_clear_pointer (&self->bell, bhc_bell_free);
  g_clear_object (&self->accounts);
  g_clear_object (&self->watch);
  g_clear_object (&self->desks);
  g_clear_object (&self->preferences);
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
bhc_application_new (BhcDesks *desks, BhcPreferences *preferences, const char *state_file)
{
  BhcApplication *self =
      g_object_new (BHC_TYPE_APPLICATION, "application-id", BHC_APPLICATION_ID, "flags",
                    G_APPLICATION_CAN_OVERRIDE_APP_ID, "resource-base-path", "/org/bellhop/Console",
                    "register-session", TRUE, NULL);

  self->desks = g_object_ref (desks);
  self->preferences = preferences != NULL ? g_object_ref (preferences) : bhc_preferences_new (NULL);
  self->state_file = g_strdup (state_file);

  return self;
}
