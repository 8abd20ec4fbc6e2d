/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/desk/ai/sealing.h"

#include "server/store/bhd-seal.h"

#include <glib/gstdio.h>

static char *key_file;

void
sealing_set_up (DeskFixture *fixture, gconstpointer data)
{
  GError *error = NULL;
  int file = g_file_open_tmp ("bhd-sealing-XXXXXX", &key_file, NULL);

  g_assert_true (g_close (file, NULL));
  g_remove (key_file); /* the name is enough */
  bhd_seal_unlock (key_file);
  bhd_seal_ensure (&error);
  g_assert_no_error (error);
  desk_fixture_set_up (fixture, data);
}

void
sealing_tear_down (DeskFixture *fixture, gconstpointer data)
{
  desk_fixture_tear_down (fixture, data);
  bhd_seal_lock ();
  g_remove (key_file);
  g_clear_pointer (&key_file, g_free);
}
