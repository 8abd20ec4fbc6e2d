/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/outbound/bhd-outbound-private.h"

#define POLL_MS 60000

static void
take_waiting (BhdOutbound *self)
{
  BhdDownload *download = NULL;

  g_mutex_lock (&self->lock);
  while ((download = g_queue_pop_head (&self->waiting)) != NULL)
    curl_multi_add_handle (self->multi, download->easy);
  g_mutex_unlock (&self->lock);
}

static void
end_finished (BhdOutbound *self)
{
  CURLMsg *message = NULL;
  int left = 0;

  while ((message = curl_multi_info_read (self->multi, &left)) != NULL)
    {
      BhdDownload *download = NULL;
      CURL *easy = message->easy_handle;
      CURLcode result = message->data.result;

      curl_easy_getinfo (easy, CURLINFO_PRIVATE, (char **) &download);
      curl_multi_remove_handle (self->multi, easy);
      bhd_download_end (download, result);
    }
}

static gpointer
run (gpointer data)
{
  BhdOutbound *self = data;
  gboolean stopping = FALSE;

  while (!stopping)
    {
      int running = 0;

      take_waiting (self);
      curl_multi_perform (self->multi, &running);
      end_finished (self);
      curl_multi_poll (self->multi, NULL, 0, POLL_MS, NULL);
      g_mutex_lock (&self->lock);
      stopping = self->stopping;
      g_mutex_unlock (&self->lock);
    }
  return NULL;
}

BhdOutbound *
bhd_outbound_new (GError **error)
{
  BhdOutbound *self = g_new0 (BhdOutbound, 1);

  curl_global_init (CURL_GLOBAL_DEFAULT);
  self->multi = curl_multi_init ();
  /* One request a connection: a kept one passed the check of addresses for one caller. */
  curl_multi_setopt (self->multi, CURLMOPT_PIPELINING, (long) CURLPIPE_NOTHING);
  g_mutex_init (&self->lock);
  g_queue_init (&self->waiting);
  self->thread = g_thread_new ("outbound", run, self);
  return self;
}

/* Nobody may wait for a transfer any more. */
void
bhd_outbound_free (BhdOutbound *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_mutex_unlock (&self->lock);
  curl_multi_wakeup (self->multi);
  g_thread_join (self->thread);
  curl_multi_cleanup (self->multi);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
bhd_outbound_wake (BhdOutbound *self)
{
  curl_multi_wakeup (self->multi);
}

void
bhd_outbound_start (BhdOutbound *self, BhdDownload *download)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->waiting, download);
  g_mutex_unlock (&self->lock);
  bhd_outbound_wake (self);
}

GBytes *
bhd_outbound_fetch (BhdOutbound *self, const BhdFetch *fetch, guint *status, GError **error)
{
  g_autoptr (BhdDownload) download = bhd_download_new (self, fetch, error);
  GBytes *answer = download != NULL ? bhd_download_read_all (download, 0, error) : NULL;

  if (answer != NULL)
    *status = bhd_download_await_head (download, 0, NULL)->status;
  return answer;
}
