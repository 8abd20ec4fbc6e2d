/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/bht-cache.h"

#include "console/client/cache/bhc-write.h"
#include "tests/bht-folder.h"
#include "tests/console/bht-records.h"
#include "tests/console/bht-wait.h"

void
bht_cache_open (BhtCache *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->cache = bhc_cache_open (fixture->path, fixture->me, "Acme", &error);
  g_assert_no_error (error);
}

void
bht_cache_close (BhtCache *fixture)
{
  bhc_cache_close (fixture->cache);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->cache);
}

void
bht_cache_set_up (BhtCache *fixture, gconstpointer data)
{
  fixture->directory = bht_directory_new ();
  fixture->path = g_build_filename (fixture->directory, "cache.db", NULL);
  fixture->me = bht_operator_new (BHT_OPERATOR);
  bht_cache_open (fixture);
}

void
bht_cache_tear_down (BhtCache *fixture, gconstpointer data)
{
  bht_cache_close (fixture);
  bht_folder_remove (fixture->directory);
  bh_operator_unref (fixture->me);
  g_free (fixture->directory);
  g_free (fixture->path);
}

void
bht_cache_finish (BhtCache *fixture, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  bht_wait_until (*result != NULL);
  bhc_cache_run_finish (fixture->cache, *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
}

typedef struct
{
  BhConversation *conversation;
  BhMessage *message;
} Stored;

static gboolean
store_job (BhcWrite *write, gpointer data, GError **error)
{
  const Stored *stored = data;

  if (stored->conversation != NULL && !bhc_write_conversation (write, stored->conversation, error))
    return FALSE;
  return stored->message == NULL || bhc_write_message (write, stored->message, error);
}

void
bht_cache_store (BhtCache *fixture, BhConversation *conversation, BhMessage *message)
{
  Stored stored = { conversation, message };
  GAsyncResult *result = NULL;

  bhc_cache_run_async (fixture->cache, store_job, &stored, NULL, bht_result_cb, &result);
  bht_cache_finish (fixture, &result);
  g_clear_pointer (&conversation, bh_conversation_unref);
  g_clear_pointer (&message, bh_message_unref);
}
