/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/gallery/mishaps.h"
#include "tests/story/gallery/rooms.h"

#include "console/model/bhc-desk-private.h"
#include "console/ui/bhc-places.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/files/bhc-file-tray.h"

#include <libintl.h>

static void
open_first (Camera *camera, const char *view)
{
  camera_act (camera, "places.show", "'inbox'");
  camera_act (camera, "desk.view", view);
  ui_wait_frames (GTK_WIDGET (camera->ui->window), 4);
  camera_act (camera, "desk.walk", "1");
  ui_wait_frames (GTK_WIDGET (camera->ui->window), 4);
}

static GtkWidget *
find_kind (Camera *camera, const char *type)
{
  return ui_find (GTK_WIDGET (camera->ui->window), g_type_from_name (type), NULL);
}

/* ---- files ---- */

static gboolean
has_picture (gpointer window)
{
  GtkWidget *picture = ui_find (window, GTK_TYPE_PICTURE, NULL);

  return picture != NULL && gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

static void
take_tray (Camera *camera)
{
  GtkWidget *tray = ui_find_named (find_kind (camera, "BhcComposer"), "tray");
  g_autofree char *path =
      g_build_filename (g_get_tmp_dir (), "bellhop-return-label-4711.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "4711\n", -1, NULL));
  bhc_file_tray_add (BHC_FILE_TRAY (tray), file);
  ui_wait_frames (tray, 20);
  camera_take_main (camera, "files-to-send");
  bhc_file_tray_clear (BHC_FILE_TRAY (tray));
  g_file_delete (file, NULL, NULL);
}

void
mishaps_take_files (Camera *camera)
{
  GtkWidget *sign;

  open_first (camera, "0");
  ui_wait_until (has_picture, camera->ui->window);
  camera_take_main (camera, "files");
  take_tray (camera);
  sign = ui_find_named (find_kind (camera, "BhcConversationPane"), "drop_sign");
  gtk_widget_set_visible (sign, TRUE);
  camera_take_main (camera, "files-dragged-over");
  gtk_widget_set_visible (sign, FALSE);
  camera_act (camera, "desk.back", NULL);
}

/* ---- what goes wrong ---- */

static gboolean
is_refused (gpointer window)
{
  return ui_shows (window, g_dpgettext2 (NULL, "message", "Try Again"));
}

static void
take_refusal (Camera *camera, BhtApi *desk)
{
  const char *open = bhc_places_get_open (BHC_PLACES (find_kind (camera, "BhcPlaces")));
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/resolve", open);
  g_autoptr (JsonNode) answer = NULL;

  rooms_write_reply (camera, "Your bell will be there tomorrow.");
  rooms_send_reply (camera);
  answer = bht_api_expect (desk, "POST", path, "{}", 200);
  ui_wait_until (is_refused, camera->ui->window);
  camera_take_main (camera, "refused");
}

/* Where the window has no room for the reason, the notice leads to it. */
static void
take_reason (Camera *camera, const char *words)
{
  GtkWidget *details = ui_find_named (find_kind (camera, "BhcOfflineBar"), "details");
  GtkWindow *front;
  g_autofree char *sentence = bhc_problem_sentence (words);

  if (!gtk_widget_get_mapped (details))
    {
      g_assert_true (ui_shows (GTK_WIDGET (camera->ui->window), words));
      return;
    }
  g_signal_emit_by_name (details, "clicked");
  ui_wait_frames (details, 4);
  front = camera_find_front (camera, NULL);
  g_assert_true (ui_shows (GTK_WIDGET (front != NULL ? front : camera->ui->window), sentence));
  camera_take_front (camera, "disk-full-reason");
}

/* The cache says so in English; the window in the reader's language. */
static void
take_full_disk (Camera *camera)
{
  static const char words[] = "the disk is full: make room";

  bhc_desk_tell_unkept (camera->ui->desk, words);
  ui_wait_frames (GTK_WIDGET (camera->ui->window), 4);
  camera_take_main (camera, "disk-full");
  take_reason (camera, gettext (words));
}

void
mishaps_take (Camera *camera, BhtApi *desk)
{
  open_first (camera, "1");
  take_full_disk (camera);
  bhc_desk_tell_unkept (camera->ui->desk, NULL);
  take_refusal (camera, desk);
  camera_act (camera, "desk.back", NULL);
}
