/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bellhop-http"

#include "server/http/headless/bhd-key-use.h"

#include "common/bh-clock.h"
#include "server/desk/api/bhd-api-keys.h"

typedef struct
{
  BhdFront *front;
  BhdCaller *caller;
} Use;

static gpointer
touch (BhdTurn *turn, gpointer data, GError **error)
{
  bhd_api_keys_touch (turn, ((Use *) data)->caller, error);
  return NULL;
}

static void
touched (gpointer result, const GError *error, gpointer data)
{
  Use *use = data;

  if (error != NULL)
    g_warning ("could not note that a key was used: %s", error->message);
  bhd_caller_unref (use->caller);
  bhd_front_release (use->front);
  g_free (use);
}

void
bhd_key_use_note (BhdFront *front, const BhdCaller *caller, gint64 now_us)
{
  Use *use = NULL;
  BhdJob job = { .kind = BHD_JOB_WRITE, .run = touch, .done = touched };

  if (caller == NULL || caller->key_id == NULL || now_us - caller->used_us < BH_HOUR)
    return;
  bhd_front_hold (front);
  job.data = use = g_new (Use, 1);
  *use = (Use){ front, g_atomic_rc_box_acquire ((BhdCaller *) caller) };
  bhd_store_send (bhd_front_shared (front)->store, &job);
}
