/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/models/bhd-model-failure.h"
#include "server/store/bhd-seal.h"

#include <string.h>

#include "server/agent/models/bhd-model-post.h"

#define ATTEMPTS_MAX 6
#define PAUSE_FIRST_US (G_TIME_SPAN_SECOND / 4)
#define PAUSE_MAX_US (8 * G_TIME_SPAN_SECOND)

/* A header of the key, wiped by whoever frees it.  A pasted key often brings a line end along. */
static char *
make_key_header (const BhdModelPost *self)
{
  g_autofree char *header = NULL;

  if (self->account->key == NULL || *self->account->key == '\0')
    return NULL;
  return g_strchomp (g_strconcat (self->wire->key_header, self->account->key, NULL));
}

BhdDownload *
bhd_model_post_send (const BhdModelPost *self, BhdOutbound *outbound, GError **error)
{
  g_autofree char *url = bhd_model_wire_url (self->wire, self->account, self->path, error);
  gint64 left_us = self->deadline_us - g_get_monotonic_time ();
  char *key_header = make_key_header (self);
  const char *headers[] = { "Content-Type: application/json", NULL, NULL, NULL };
  g_autoptr (GBytes) body =
      self->body != NULL ? g_bytes_new_static (self->body, strlen (self->body)) : NULL;
  BhdFetch fetch = {
    .method = self->body != NULL ? "POST" : "GET",
    .url = url,
    .headers = headers,
    .body = body,
    .timeout_ms = (guint) CLAMP (left_us / 1000, 1, G_MAXINT32),
    .max_answer = self->max_answer,
    .allow_private = self->account->allow_private,
    .cancellable = self->cancellable,
  };
  BhdDownload *download = NULL;
  guint n = 1;

  if (self->wire->other_header != NULL)
    headers[n++] = self->wire->other_header;
  headers[n] = key_header;
  if (url != NULL)
    download = bhd_download_new (outbound, &fetch, error);
  bhd_secret_free (key_header);
  return download;
}

static gboolean
sleep_until (gint64 end_us, GCancellable *cancellable)
{
  GPollFD fd = { 0 };
  gboolean has_fd = g_cancellable_make_pollfd (cancellable, &fd);
  gint64 now_us = 0;

  while (!g_cancellable_is_cancelled (cancellable) && (now_us = g_get_monotonic_time ()) < end_us)
    g_poll (&fd, has_fd ? 1 : 0, (gint) ((end_us - now_us) / 1000 + 1));
  if (has_fd)
    g_cancellable_release_fd (cancellable);
  return !g_cancellable_is_cancelled (cancellable);
}

/* Longer each time, and never the same for all who were refused together. */
static gint64
make_pause (guint attempts)
{
  gint64 pause_us = MIN (PAUSE_FIRST_US << MIN (attempts - 1, 10), PAUSE_MAX_US);

  return pause_us / 2 + g_random_int_range (0, (gint32) (pause_us / 2));
}

gboolean
bhd_model_post_pause (const GError *error,
                      guint attempts,
                      gint64 retry_after_us,
                      gint64 deadline_us,
                      GCancellable *cancellable)
{
  gint64 end_us = 0;

  if (!bhd_model_failure_passes (error) || attempts >= ATTEMPTS_MAX)
    return FALSE;
  end_us = g_get_monotonic_time ();
  end_us += retry_after_us > 0 ? retry_after_us : make_pause (attempts);
  return end_us < deadline_us && sleep_until (end_us, cancellable);
}

static JsonNode *
run_once (const BhdModelPost *self, BhdOutbound *outbound, gint64 *retry_after_us, GError **error)
{
  g_autoptr (BhdDownload) download = bhd_model_post_send (self, outbound, error);
  g_autoptr (GBytes) body =
      download != NULL ? bhd_download_read_all (download, self->deadline_us, error) : NULL;
  const BhdHead *head = NULL;
  gsize length = 0;

  if (body == NULL)
    {
      bhd_model_failure_explain_address (*error);
      return NULL;
    }
  head = bhd_download_await_head (download, 0, NULL);
  *retry_after_us = head->retry_after_us;
  if (head->status == 200)
    {
      const char *text = g_bytes_get_data (body, &length);

      return bh_json_parse_object (text != NULL ? text : "", length, self->max_answer, error);
    }
  bhd_model_failure_set (error, head->status, body);
  return NULL;
}

JsonNode *
bhd_model_post_run (const BhdModelPost *self, BhdOutbound *outbound, GError **error)
{
  for (guint attempts = 1;; attempts++)
    {
      g_autoptr (GError) failure = NULL;
      gint64 retry_after_us = -1;
      JsonNode *node = run_once (self, outbound, &retry_after_us, &failure);

      if (node != NULL)
        return node;
      if (bhd_model_post_pause (failure, attempts, retry_after_us, self->deadline_us,
                                self->cancellable))
        continue;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return NULL;
      bhd_model_failure_clean (failure, self->account);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
}
