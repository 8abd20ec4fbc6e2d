/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/gallery/whole.h"

#include "console/ui/bhc-application.h"
#include "console/ui/bhc-window.h"

#include <libintl.h>

#define HEIGHT 800

typedef struct
{
  BhcPreferences *preferences;
  BhcDesks *desks;
  BhcApplication *application;
} Whole;

static void
begin (Whole *self, Camera *camera, const char *folder)
{
  g_autoptr (GError) error = NULL;

  self->preferences = bhc_preferences_new (NULL);
  self->desks = bhc_desks_new (folder, self->preferences);
  self->application = bhc_application_new (self->desks, self->preferences, NULL);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (self->application));
  camera->ui->application = ADW_APPLICATION (self->application);
  camera->ui->window = gtk_application_get_active_window (GTK_APPLICATION (self->application));
  gtk_window_set_default_size (camera->ui->window, camera->width + CAMERA_FRAME, HEIGHT);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (camera->ui->window));
}

static void
end (Whole *self, Camera *camera)
{
  ui_fixture_tear_down (camera->ui, NULL);
  g_object_unref (self->desks);
  g_object_unref (self->preferences);
}

/* ---- what is waited for ---- */

static gboolean
has_problem (gpointer desk)
{
  return bhc_desk_get_state (desk) == BHC_STATE_ONLINE && bhc_desk_get_problem (desk) != NULL;
}

/* To stay signed in, which no keyring is there for. */
static void
sign_in (Whole *self, BhtBellhopd *server, const char *email)
{
  BhcDesk *desk = bhc_desks_get_current (self->desks);

  bhc_desk_sign_in_async (desk, bht_bellhopd_url (server), email, BHT_PASSWORD, TRUE, NULL, NULL);
  ui_wait_until (has_problem, desk);
}

/* ---- */

static void
act (Whole *self, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->application), action, NULL);
}

static void
take_accounts (Whole *self, Camera *camera, BhtBellhopd *server)
{
  GtkWidget *window = GTK_WIDGET (camera->ui->window);

  sign_in (self, server, "mia@example.org");
  camera_take_main (camera, "keyring-missing");
  act (self, "about");
  camera_take_front (camera, "about");
  bhc_window_tell (BHC_WINDOW (window),
                   dgettext ("bellhop", "It is too late: the message is on its "
                                        "way."));
  camera_take_main (camera, "toast");
  act (self, "add-account");
  camera_take_main (camera, "another-account");
  sign_in (self, server, "new@example.org");
  camera_take_menus (camera, ui_find (window, g_type_from_name ("BhcAccountButton"), NULL),
                     "accounts");
}

void
whole_take (Camera *camera, BhtBellhopd *server, const char *name)
{
  g_autofree char *folder = g_build_filename (bht_bellhopd_dir (server), name, NULL);
  Whole self;

  begin (&self, camera, folder);
  take_accounts (&self, camera, server);
  end (&self, camera);
}
