/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is erased goes from the bytes of the cache and of its search index, too. */
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/client/cache/bhc-write.h"
#include "tests/console/bht-records.h"
#include "tests/console/bht-wait.h"
#include "tests/console/search/finder-fixture.h"

#include <string.h>

/* Whether any file of the cache, its index or their logs has these bytes. */
static gboolean
is_on_disk (FinderFixture *fixture, const char *bytes)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->cache.directory, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  while (!found && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->cache.directory, name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &text, &length, NULL))
        found = memmem (text, length, bytes, strlen (bytes)) != NULL;
    }
  return found;
}

static void
erase_contact (FinderFixture *fixture, guint number)
{
  BhcFrame *frame = g_new0 (BhcFrame, 1);
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_frame_free);
  GAsyncResult *result = NULL;

  frame->op = BHC_FRAME_EVENT;
  frame->seq = 1000;
  frame->erasure.contact_id = bht_id (number);
  g_ptr_array_add (frames, frame);
  bhc_cache_apply_events_async (fixture->cache.cache, frames, bht_result_cb, &result);
  bht_cache_finish (&fixture->cache, &result);
}

static void
test_erased_is_on_no_disk (FinderFixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->cache.path, ".aside", NULL);

  g_assert_true (g_file_set_contents (aside, "qwxyzword once more", -1, NULL));
  for (guint i = 1; i <= 50; i++)
    finder_say (fixture, i % 2 == 0 ? 2 : 1, i, i % 2 == 0 ? "ordinary words" : "my qwxyzword");
  finder_assert_finds (fixture, "qwxyzword from:visitor after:1970-01-02", "");
  g_assert_true (is_on_disk (fixture, "qwxyzword"));
  erase_contact (fixture, 1);
  bht_wait_until (!is_on_disk (fixture, "qwxyzword"));
  finder_assert_finds (fixture, "qwxyzword", "");
  g_assert_true (is_on_disk (fixture, "ordinary"));
}

/* The wiping was under way when the program ended. */
static void
test_wiping_goes_on (FinderFixture *fixture, gconstpointer data)
{
  finder_say (fixture, 1, 3, "my qwxyzword");
  finder_say (fixture, 2, 4, "ordinary words");
  finder_assert_finds (fixture, "qwxyzword", "3");
  finder_stop (fixture);
  erase_contact (fixture, 1);
  finder_start (fixture);
  bht_wait_until (!is_on_disk (fixture, "qwxyzword"));
  finder_assert_finds (fixture, "ordinary", "4");
}

static gboolean
forget_job (BhcWrite *write, gpointer data, GError **error)
{
  return bhc_write_forget_messages (write, error);
}

static void
test_snapshot_leaves_nothing_on_the_disk (FinderFixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 50; i++)
    finder_say (fixture, 1, i, "my qwxyzword");
  finder_assert_finds (fixture, "qwxyzword after:1970-01-02", "");
  finder_run (fixture, forget_job, NULL);
  finder_say (fixture, 1, 2, "put back to a backup");
  bht_wait_until (!is_on_disk (fixture, "qwxyzword"));
  finder_assert_finds (fixture, "backup", "2");
}

#define FACT(path, func)                                                                           \
  g_test_add (path, FinderFixture, NULL, finder_set_up, func, finder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FACT ("/console/wiping/erased-is-on-no-disk", test_erased_is_on_no_disk);
  FACT ("/console/wiping/goes-on-after-a-restart", test_wiping_goes_on);
  FACT ("/console/wiping/snapshot-leaves-nothing-on-the-disk",
        test_snapshot_leaves_nothing_on_the_disk);
  return g_test_run ();
}
