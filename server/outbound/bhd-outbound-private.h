/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <curl/curl.h>

#include "server/outbound/bhd-download.h"

G_BEGIN_DECLS

struct _BhdOutbound
{
  CURLM *multi; /* outbound thread only, but for curl_multi_wakeup() */
  GThread *thread;
  GMutex lock;
  GQueue waiting; /* of BhdDownload; under the lock, as are: */
  gboolean stopping;
};

struct _BhdDownload
{
  BhdOutbound *outbound;
  CURL *easy; /* outbound thread only, from the beginning to the end of the transfer */
  struct curl_slist *headers;
  char *url;
  GBytes *body; /* (nullable) */
  guint timeout_ms;
  gsize max_answer;
  gboolean allow_private;
  GCancellable *cancellable; /* (nullable) */
  gulong handler;
  int stopped; /* atomic: nobody reads it any more */

  /* Outbound thread only. */
  gsize received;
  gboolean refused; /* the address is not one we may speak to */
  gboolean too_large;

  /* Under the outbound's lock. */
  GCond news;
  GQueue pieces; /* of GBytes */
  BhdHead head;
  gboolean has_head;
  gboolean done;
  GError *error; /* (nullable) */
};

/* Hands it to the outbound thread. */
void bhd_outbound_start (BhdOutbound *self, BhdDownload *download);
void bhd_outbound_wake (BhdOutbound *self);

/* Outbound thread: the transfer is over and will not call back again. */
void bhd_download_end (BhdDownload *self, CURLcode result);

/* Lays down what curl is to do. */
void bhd_download_set_options (BhdDownload *self, const BhdFetch *fetch);

/* Outbound thread, under the lock: keeps what stood before the body. */
void bhd_download_note_head (BhdDownload *self);

G_END_DECLS
