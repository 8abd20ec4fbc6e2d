/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/gallery/uploads.h"

#include <signal.h>

typedef struct
{
  const char *name;
  const char *words;
} Paper;

/* What becomes of each while the daemon answers … */
static const Paper answered[] = {
  { "Opening hours in winter.txt", "From November on we open at ten." },
  { "Opening hours in winter, once more.txt", "From November on we open at ten." }, /* known */
  { "Northwind bicycles.exe", "MZ" },                                               /* refused */
};

/* … and while it does not: two are sent, one waits, the last is cancelled. */
static const Paper unanswered[] = {
  { "Care and maintenance of a belt drive, for riders and for workshops.txt", "Belts want water." },
  { "Spokes.txt", "Spokes break in pairs." },
  { "Saddles.txt", "Saddles want time." },
  { "Bells.txt", "Bells want a thumb." },
};

static void
add (Camera *camera, BhtBellhopd *server, const Paper *paper)
{
  g_autofree char *folder = g_build_filename (bht_bellhopd_dir (server), "papers", NULL);
  g_autofree char *path = g_build_filename (folder, paper->name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, paper->words, -1, NULL));
  bhc_uploads_add (bhc_desk_get_uploads (camera->ui->desk), file, NULL);
}

static gboolean
is_quiet (gpointer uploads)
{
  return bhc_uploads_count_open (uploads) == 0;
}

static gboolean
is_under_way (gpointer uploads)
{
  guint n_waiting = 0;

  for (guint i = 0; i < g_list_model_get_n_items (uploads); i++)
    {
      g_autoptr (BhcUpload) each = g_list_model_get_item (uploads, i);

      if (bhc_upload_get_state (each) == BHC_UPLOAD_READING)
        return FALSE;
      n_waiting += bhc_upload_get_state (each) == BHC_UPLOAD_WAITING;
    }
  return n_waiting == G_N_ELEMENTS (unanswered) - 2;
}

static void
cancel_last (BhcUploads *uploads)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (uploads));
  g_autoptr (BhcUpload) last = g_list_model_get_item (G_LIST_MODEL (uploads), n - 1);

  bhc_upload_cancel (last);
}

void
uploads_take (Camera *camera, BhtBellhopd *server)
{
  BhcUploads *uploads = bhc_desk_get_uploads (camera->ui->desk);

  camera_act (camera, "places.show", "'knowledge'");
  camera_act (camera, "knowledge.show", "'articles'");
  for (guint i = 0; i < G_N_ELEMENTS (answered); i++)
    {
      add (camera, server, &answered[i]);
      ui_wait_until (is_quiet, uploads);
    }
  camera_take_main (camera, "uploads-over");
  g_assert_cmpint (kill (bht_bellhopd_pid (server), SIGSTOP), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (unanswered); i++)
    add (camera, server, &unanswered[i]);
  ui_wait_until (is_under_way, uploads);
  cancel_last (uploads);
  camera_take_main (camera, "uploads");
  bhc_uploads_abandon (uploads);
  g_assert_cmpint (kill (bht_bellhopd_pid (server), SIGCONT), ==, 0);
  camera_act (camera, "places.show", "'inbox'");
}
