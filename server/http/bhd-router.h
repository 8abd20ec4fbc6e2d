/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"

G_BEGIN_DECLS

#define BHD_ROUTER_MAX_PARAMS 4

/* The routes as a tree of path segments, made once and then only read: any thread. */
typedef struct _BhdRouter BhdRouter;

/* A path that exists, with a route for each of its methods. */
typedef struct _BhdPlace BhdPlace;

/* The pieces of a path that stood where a route says “:name”, as they were sent. */
typedef struct
{
  const char *text[BHD_ROUTER_MAX_PARAMS];
  gsize length[BHD_ROUTER_MAX_PARAMS];
  guint count;
} BhdPieces;

BhdRouter *bhd_router_new (const BhdRoute *const *routes);
void bhd_router_free (BhdRouter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdRouter, bhd_router_free)

/* Returns: (nullable) */
const BhdPlace *
bhd_router_find (const BhdRouter *self, const char *path, gsize length, BhdPieces *pieces);

/* Returns: (nullable): HEAD finds what GET finds. */
const BhdRoute *bhd_place_route (const BhdPlace *self, const char *method);
const char *bhd_place_methods (const BhdPlace *self); /* “GET, HEAD, OPTIONS” */

G_END_DECLS
