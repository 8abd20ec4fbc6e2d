/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/outbound/bhd-address.h"
#include "server/outbound/bhd-outbound-private.h"

#define CONNECT_TIMEOUT_MS 5000

/* The last moment before connecting: whatever name led here, this is the address. */
static curl_socket_t
open_socket_cb (void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
  BhdDownload *self = data;

  if (!self->allow_private && !bhd_address_is_public (&address->addr))
    {
      self->refused = TRUE;
      return CURL_SOCKET_BAD;
    }
  return socket (address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static const char *
find_header (BhdDownload *self, const char *name)
{
  struct curl_header *header = NULL;

  if (curl_easy_header (self->easy, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
    return NULL;
  return header->value;
}

/* curl reads both forms of Retry-After, but cannot tell 0 from its absence. */
static gint64
find_retry_after (BhdDownload *self)
{
  curl_off_t seconds = 0;

  if (find_header (self, "Retry-After") == NULL)
    return -1;
  curl_easy_getinfo (self->easy, CURLINFO_RETRY_AFTER, &seconds);
  return CLAMP (seconds, 0, G_TIME_SPAN_DAY / G_TIME_SPAN_SECOND) * G_TIME_SPAN_SECOND;
}

void
bhd_download_note_head (BhdDownload *self)
{
  long status = 0;

  if (self->has_head)
    return;
  curl_easy_getinfo (self->easy, CURLINFO_RESPONSE_CODE, &status);
  self->head.status = (guint) status;
  self->head.content_type = g_strdup (find_header (self, "Content-Type"));
  self->head.location = g_strdup (find_header (self, "Location"));
  self->head.retry_after_us = find_retry_after (self);
  self->has_head = TRUE;
}

static size_t
receive_cb (char *bytes, size_t size, size_t count, void *data)
{
  BhdDownload *self = data;
  gsize length = size * count;

  if (length > self->max_answer - self->received)
    {
      self->too_large = TRUE;
      return 0;
    }
  self->received += length;
  g_mutex_lock (&self->outbound->lock);
  bhd_download_note_head (self);
  g_queue_push_tail (&self->pieces, g_bytes_new (bytes, length));
  g_cond_signal (&self->news);
  g_mutex_unlock (&self->outbound->lock);
  return length;
}

/* curl asks at every turn of its loop. */
static int
progress_cb (void *data, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
  BhdDownload *self = data;

  return g_atomic_int_get (&self->stopped) || g_cancellable_is_cancelled (self->cancellable);
}

/* A body, even an empty one, makes curl say how long it is, which servers expect of a POST. */
static void
set_body (BhdDownload *self, const char *method)
{
  gsize length = 0;
  gconstpointer bytes = self->body != NULL ? g_bytes_get_data (self->body, &length) : NULL;
  gboolean may_lack = g_str_equal (method, "GET") || g_str_equal (method, "DELETE");

  if (g_str_equal (method, "HEAD"))
    curl_easy_setopt (self->easy, CURLOPT_NOBODY, 1L);
  else if (bytes != NULL || !may_lack)
    {
      curl_easy_setopt (self->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) length);
      curl_easy_setopt (self->easy, CURLOPT_POSTFIELDS, bytes != NULL ? bytes : "");
    }
  curl_easy_setopt (self->easy, CURLOPT_CUSTOMREQUEST, method);
}

static void
set_callbacks (BhdDownload *self)
{
  CURL *easy = self->easy;

  curl_easy_setopt (easy, CURLOPT_PRIVATE, self);
  curl_easy_setopt (easy, CURLOPT_OPENSOCKETFUNCTION, open_socket_cb);
  curl_easy_setopt (easy, CURLOPT_OPENSOCKETDATA, self);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, receive_cb);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, self);
  curl_easy_setopt (easy, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (easy, CURLOPT_XFERINFOFUNCTION, progress_cb);
  curl_easy_setopt (easy, CURLOPT_XFERINFODATA, self);
}

void
bhd_download_set_options (BhdDownload *self, const BhdFetch *fetch)
{
  CURL *easy = self->easy;

  /* No pause before a long body to ask whether it is welcome. */
  self->headers = curl_slist_append (NULL, "Expect:");
  for (const char *const *header = fetch->headers; header != NULL && *header != NULL; header++)
    self->headers = curl_slist_append (self->headers, *header);
  curl_easy_setopt (easy, CURLOPT_URL, fetch->url);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_PROXY, ""); /* the check of addresses would look at the proxy */
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, self->headers);
  curl_easy_setopt (easy, CURLOPT_TIMEOUT_MS, (long) fetch->timeout_ms);
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS,
                    (long) MIN (fetch->timeout_ms, CONNECT_TIMEOUT_MS));
  /* A name that resolves slowly must not hold up all others when its time is over. */
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
  /* A kept connection has passed the check when it was opened, but perhaps for somebody who may
   * more. */
  if (fetch->allow_private)
    curl_easy_setopt (easy, CURLOPT_FORBID_REUSE, 1L);
  set_callbacks (self);
  set_body (self, fetch->method);
}
