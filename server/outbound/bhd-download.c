/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/outbound/bhd-outbound-private.h"

#include <glib/gi18n.h>
#include <string.h>

static void
explain (BhdDownload *self, CURLcode result)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    return;
  if (self->refused)
    g_set_error (&self->error, BH_ERROR, BH_ERROR_FORBIDDEN,
                 "“%s” leads to an address that is not public", self->url);
  else if (self->too_large)
    g_set_error (&self->error, BH_ERROR, BH_ERROR_TOO_LARGE, "the answer is longer than %lu bytes",
                 (gulong) self->max_answer);
  else if (result == CURLE_OPERATION_TIMEDOUT)
    g_set_error (&self->error, BH_ERROR, BH_ERROR_TIMEOUT, "no answer within %u ms",
                 self->timeout_ms);
  else
    g_set_error (&self->error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                 self->has_head ? N_ ("the answer broke off: %s")
                                : N_ ("the server could not be reached: %s"),
                 curl_easy_strerror (result));
}

void
bhd_download_end (BhdDownload *self, CURLcode result)
{
  g_mutex_lock (&self->outbound->lock);
  if (result == CURLE_OK)
    bhd_download_note_head (self);
  else
    explain (self, result);
  self->done = TRUE;
  g_cond_signal (&self->news);
  g_mutex_unlock (&self->outbound->lock);
}

/* A value that ends a header early could begin another one. */
static gboolean
check_lines (const BhdFetch *fetch, GError **error)
{
  gboolean clean = fetch->method[strspn (fetch->method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0' &&
                   fetch->method[0] != '\0';

  for (const char *const *header = fetch->headers; header != NULL && *header != NULL; header++)
    clean = clean && strpbrk (*header, "\r\n") == NULL;
  if (!clean)
    g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID,
                         "the request cannot be sent: its method or a header breaks the line");
  return clean;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer outbound)
{
  bhd_outbound_wake (outbound);
}

BhdDownload *
bhd_download_new (BhdOutbound *outbound, const BhdFetch *fetch, GError **error)
{
  BhdDownload *self = NULL;

  if (!check_lines (fetch, error))
    return NULL;

  self = g_new0 (BhdDownload, 1);
  self->outbound = outbound;
  self->easy = curl_easy_init ();
  self->url = g_strdup (fetch->url);
  self->body = fetch->body != NULL ? g_bytes_ref (fetch->body) : NULL;
  self->timeout_ms = fetch->timeout_ms;
  self->max_answer = fetch->max_answer;
  self->allow_private = fetch->allow_private;
  g_cond_init (&self->news);
  g_queue_init (&self->pieces);
  bhd_download_set_options (self, fetch);
  if (g_set_object (&self->cancellable, fetch->cancellable))
    self->handler =
        g_cancellable_connect (self->cancellable, G_CALLBACK (cancelled_cb), outbound, NULL);
  bhd_outbound_start (outbound, self);
  return self;
}

/* Under the lock.  Returns: FALSE where the deadline came first. */
static gboolean
wait_for_news (BhdDownload *self, gint64 deadline_us)
{
  while (g_queue_is_empty (&self->pieces) && !self->done)
    {
      if (deadline_us == 0)
        g_cond_wait (&self->news, &self->outbound->lock);
      else if (!g_cond_wait_until (&self->news, &self->outbound->lock, deadline_us))
        return !g_queue_is_empty (&self->pieces) || self->done;
    }
  return TRUE;
}

/* Under the lock: waits until there is a piece, or the end, or a reason to give up. */
static gboolean
await (BhdDownload *self, gint64 deadline_us, GError **error)
{
  if (!wait_for_news (self, deadline_us))
    g_set_error_literal (error, BH_ERROR, BH_ERROR_TIMEOUT, "nothing came in time");
  else if (g_queue_is_empty (&self->pieces) && self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  else
    return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
  return FALSE;
}

gboolean
bhd_download_read (BhdDownload *self, gint64 deadline_us, GBytes **piece, GError **error)
{
  gboolean came = FALSE;

  g_mutex_lock (&self->outbound->lock);
  came = await (self, deadline_us, error);
  *piece = came ? g_queue_pop_head (&self->pieces) : NULL;
  g_mutex_unlock (&self->outbound->lock);
  return came;
}

const BhdHead *
bhd_download_await_head (BhdDownload *self, gint64 deadline_us, GError **error)
{
  gboolean came = FALSE;

  g_mutex_lock (&self->outbound->lock);
  came = self->has_head || await (self, deadline_us, error);
  g_mutex_unlock (&self->outbound->lock);
  return came ? &self->head : NULL;
}

GBytes *
bhd_download_read_all (BhdDownload *self, gint64 deadline_us, GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  for (;;)
    {
      g_autoptr (GBytes) piece = NULL;

      if (!bhd_download_read (self, deadline_us, &piece, error))
        return NULL;
      if (piece == NULL)
        return g_byte_array_free_to_bytes (g_steal_pointer (&all));
      g_byte_array_append (all, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
    }
}

static void
stop (BhdDownload *self)
{
  g_atomic_int_set (&self->stopped, TRUE);
  bhd_outbound_wake (self->outbound);
  g_mutex_lock (&self->outbound->lock);
  while (!self->done)
    g_cond_wait (&self->news, &self->outbound->lock);
  g_mutex_unlock (&self->outbound->lock);
}

/* Headers carry keys. */
static void
wipe_headers (BhdDownload *self)
{
  for (struct curl_slist *header = self->headers; header != NULL; header = header->next)
    explicit_bzero (header->data, strlen (header->data));
  curl_slist_free_all (self->headers);
}

void
bhd_download_free (BhdDownload *self)
{
  stop (self);
  g_cancellable_disconnect (self->cancellable, self->handler);
  g_clear_object (&self->cancellable);
  curl_easy_cleanup (self->easy);
  wipe_headers (self);
  g_queue_clear_full (&self->pieces, (GDestroyNotify) g_bytes_unref);
  g_cond_clear (&self->news);
  g_clear_error (&self->error);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->head.content_type);
  g_free (self->head.location);
  g_free (self->url);
  g_free (self);
}
