/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/bht-desk.h"

#include "tests/bht-folder.h"
#include "tests/console/bht-wait.h"

#include <stdio.h>

/* The keyring of tests is a file; libsecret reads these once, when it is first used. */
static void
use_file_keyring (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      g_autofree char *name =
          g_strdup_printf ("bellhop-test-keyring-%d-%u", (int) getpid (), g_random_int ());
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

      g_setenv ("SECRET_BACKEND", "file", TRUE);
      g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
      g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
      g_once_init_leave (&done, 1);
    }
}

void
bht_desk_set_up (BhtDesk *fixture, gconstpointer data)
{
  use_file_keyring ();
  fixture->mock = bht_mock_new ();
  fixture->directory = bht_directory_new ();
  fixture->desk = bhc_desk_new (fixture->directory);
}

static void
run_what_waits (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
bht_desk_close (BhtDesk *fixture)
{
  g_object_run_dispose (G_OBJECT (fixture->desk));
  run_what_waits ();
  bht_wait_until (G_OBJECT (fixture->desk)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->desk));
}

void
bht_desk_tear_down (BhtDesk *fixture, gconstpointer data)
{
  if (fixture->desk != NULL)
    bht_desk_close (fixture);
  bht_mock_free (fixture->mock);
  run_what_waits ();
  bht_folder_remove (fixture->directory);
  g_free (fixture->directory);
  remove (g_getenv ("SECRET_FILE_TEST_PATH"));
}

void
bht_desk_sign_in (BhtDesk *fixture, gboolean remember)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bhc_desk_sign_in_async (fixture->desk, fixture->mock->url, "me@example.org", "right", remember,
                          bht_result_cb, &result);
  bht_wait_until (result != NULL);
  bhc_desk_sign_in_finish (fixture->desk, result, &error);
  g_assert_no_error (error);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_ONLINE);
}

void
bht_desk_reopen (BhtDesk *fixture)
{
  if (fixture->desk != NULL)
    bht_desk_close (fixture);
  fixture->desk = bhc_desk_new (fixture->directory);
}

static BhcMessage *
row_at (BhcTranscript *transcript, guint position)
{
  g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), position);

  return row; /* the transcript holds it */
}

const char *
bht_body_at (BhcTranscript *transcript, guint position)
{
  BhcMessage *row = row_at (transcript, position);

  return row != NULL ? bhc_message_get_record (row)->body : NULL;
}

BhcDelivery
bht_delivery_at (BhcTranscript *transcript, guint position)
{
  return bhc_message_get_delivery (row_at (transcript, position));
}

guint
bht_count (gpointer model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}
