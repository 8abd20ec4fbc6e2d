/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/outbound/loop-thread.h"

#include <libsoup/soup.h>

/* An organisation's own system on loopback, on a thread of its own.  It misbehaves by path:
 *   /echo      tells method, path, query, headers and body as JSON      /text     no JSON
 *   /hostile   tells what would run in a page
 *   /slow      never answers     /endless  never stops     /moved  leads to /echo
 *   /broken    500     /refused…  401     /binary   bytes that are no text     /empty   204
 *   /v1/models  lists two, as OpenAI does
 * anything else is {"ok":true}. */
typedef struct
{
  LoopThread loop;
  SoupServer *server;
  char *url;         /* “http://127.0.0.1:PORT” */
  gint requests;     /* atomic, as is the next */
  gint heard_secret; /* whether a header held “verysecret” */
  GMutex mutex;
  char *last; /* “METHOD path?query body”; under the mutex */
} ShopServer;

void shop_server_init (ShopServer *self);
void shop_server_clear (ShopServer *self);
char *shop_server_dup_last (ShopServer *self);
