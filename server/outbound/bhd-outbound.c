/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/outbound/bhd-address.h"

#include <curl/curl.h>
#include <string.h>
#include <unistd.h>

#include "server/outbound/bhd-outbound.h"

#define CONNECT_TIMEOUT_MS 5000
#define POLL_MS 60000

struct _BhdOutbound
{
  CURLM *multi; /* outbound thread only, but for curl_multi_wakeup() */
  GThread *thread;
  GMutex lock;
  GCond ended;
  GQueue waiting; /* of Transfer; under the lock, as are: */
  gboolean stopping;
};

/* One request on its way; lives on the stack of the thread that waits for it. */
typedef struct
{
  const BhdFetch *fetch;
  CURL *easy;
  struct curl_slist *headers;
  GByteArray *answer;
  GError *error;
  guint status;
  gboolean refused; /* the address is not one we may speak to */
  gboolean too_large;
  gboolean done; /* under the lock */
} Transfer;

/* The last moment before connecting: whatever name led here, this is the address. */
static curl_socket_t
open_socket_cb (void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
  Transfer *transfer = data;

  if (!transfer->fetch->allow_private && !bhd_address_is_public (&address->addr))
    {
      transfer->refused = TRUE;
      return CURL_SOCKET_BAD;
    }
  return socket (address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t
receive_cb (char *bytes, size_t size, size_t count, void *data)
{
  Transfer *transfer = data;

  if (transfer->answer->len + size * count > transfer->fetch->max_answer)
    {
      transfer->too_large = TRUE;
      return 0;
    }
  g_byte_array_append (transfer->answer, (const guint8 *) bytes, (guint) (size * count));
  return size * count;
}

/* curl asks at every turn of its loop. */
static int
progress_cb (void *data, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
  Transfer *transfer = data;

  return g_cancellable_is_cancelled (transfer->fetch->cancellable) ? 1 : 0;
}

static void
set_body (Transfer *transfer)
{
  gsize length = 0;
  gconstpointer bytes =
      transfer->fetch->body != NULL ? g_bytes_get_data (transfer->fetch->body, &length) : NULL;

  if (bytes == NULL)
    return;
  curl_easy_setopt (transfer->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) length);
  curl_easy_setopt (transfer->easy, CURLOPT_POSTFIELDS, bytes);
}

static void
set_options (Transfer *transfer)
{
  const BhdFetch *fetch = transfer->fetch;
  CURL *easy = transfer->easy;

  for (const char *const *header = fetch->headers; header != NULL && *header != NULL; header++)
    transfer->headers = curl_slist_append (transfer->headers, *header);
  curl_easy_setopt (easy, CURLOPT_URL, fetch->url);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_PROXY, ""); /* the check of addresses would look at the proxy */
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, transfer->headers);
  curl_easy_setopt (easy, CURLOPT_TIMEOUT_MS, (long) fetch->timeout_ms);
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS,
                    (long) MIN (fetch->timeout_ms, CONNECT_TIMEOUT_MS));
  curl_easy_setopt (easy, CURLOPT_OPENSOCKETFUNCTION, open_socket_cb);
  curl_easy_setopt (easy, CURLOPT_OPENSOCKETDATA, transfer);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, receive_cb);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, transfer);
  curl_easy_setopt (easy, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt (easy, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (easy, CURLOPT_XFERINFOFUNCTION, progress_cb);
  curl_easy_setopt (easy, CURLOPT_XFERINFODATA, transfer);
  /* A name that resolves slowly must not hold up all others when its time is over. */
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
  set_body (transfer);
  curl_easy_setopt (easy, CURLOPT_CUSTOMREQUEST, fetch->method);
}

/* A kept connection has passed the check when it was opened, but perhaps for somebody who may more.
 */
static void
keep_apart (Transfer *transfer)
{
  if (transfer->fetch->allow_private)
    curl_easy_setopt (transfer->easy, CURLOPT_FORBID_REUSE, 1L);
}

static void
take_waiting (BhdOutbound *self)
{
  Transfer *transfer = NULL;

  g_mutex_lock (&self->lock);
  while ((transfer = g_queue_pop_head (&self->waiting)) != NULL)
    curl_multi_add_handle (self->multi, transfer->easy);
  g_mutex_unlock (&self->lock);
}

static void
explain (Transfer *transfer, CURLcode result)
{
  if (g_cancellable_set_error_if_cancelled (transfer->fetch->cancellable, &transfer->error))
    return;
  if (transfer->refused)
    g_set_error (&transfer->error, BH_ERROR, BH_ERROR_FORBIDDEN,
                 "“%s” leads to an address that is not public", transfer->fetch->url);
  else if (transfer->too_large)
    g_set_error (&transfer->error, BH_ERROR, BH_ERROR_TOO_LARGE,
                 "the answer is longer than %" G_GSIZE_FORMAT " bytes",
                 transfer->fetch->max_answer);
  else if (result == CURLE_OPERATION_TIMEDOUT)
    g_set_error (&transfer->error, BH_ERROR, BH_ERROR_TIMEOUT, "no answer within %u ms",
                 transfer->fetch->timeout_ms);
  else
    g_set_error (&transfer->error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                 "the server could not be reached: %s", curl_easy_strerror (result));
}

static void
end_transfer (BhdOutbound *self, Transfer *transfer, CURLcode result)
{
  long status = 0;

  if (result == CURLE_OK)
    curl_easy_getinfo (transfer->easy, CURLINFO_RESPONSE_CODE, &status);
  else
    explain (transfer, result);
  transfer->status = (guint) status;
  curl_multi_remove_handle (self->multi, transfer->easy);

  g_mutex_lock (&self->lock);
  transfer->done = TRUE;
  g_cond_broadcast (&self->ended);
  g_mutex_unlock (&self->lock);
}

static void
end_finished (BhdOutbound *self)
{
  CURLMsg *message = NULL;
  int left = 0;

  while ((message = curl_multi_info_read (self->multi, &left)) != NULL)
    {
      Transfer *transfer = NULL;
      CURLcode result = message->data.result;

      curl_easy_getinfo (message->easy_handle, CURLINFO_PRIVATE, (char **) &transfer);
      end_transfer (self, transfer, result);
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
  /* One request a connection: see keep_apart(). */
  curl_multi_setopt (self->multi, CURLMOPT_PIPELINING, (long) CURLPIPE_NOTHING);
  g_mutex_init (&self->lock);
  g_cond_init (&self->ended);
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
  g_cond_clear (&self->ended);
  g_free (self);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  BhdOutbound *self = data;

  curl_multi_wakeup (self->multi);
}

static void
wait_for (BhdOutbound *self, Transfer *transfer)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->waiting, transfer);
  curl_multi_wakeup (self->multi);
  while (!transfer->done)
    g_cond_wait (&self->ended, &self->lock);
  g_mutex_unlock (&self->lock);
}

GBytes *
bhd_outbound_fetch (BhdOutbound *self, const BhdFetch *fetch, guint *status, GError **error)
{
  Transfer transfer = { .fetch = fetch, .easy = curl_easy_init (), .answer = g_byte_array_new () };
  GCancellable *cancellable = fetch->cancellable;
  GBytes *answer = NULL;
  gulong handler = 0;

  set_options (&transfer);
  keep_apart (&transfer);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  wait_for (self, &transfer);
  g_cancellable_disconnect (cancellable, handler);
  curl_easy_cleanup (transfer.easy);
  curl_slist_free_all (transfer.headers);

  answer = g_byte_array_free_to_bytes (transfer.answer);
  if (transfer.error == NULL)
    {
      *status = transfer.status;
      return answer;
    }
  g_bytes_unref (answer);
  g_propagate_error (error, transfer.error);
  return NULL;
}
