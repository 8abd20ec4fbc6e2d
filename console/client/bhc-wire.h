/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-api.h"
#include "console/client/bhc-frame.h"

G_BEGIN_DECLS

/* One connection to the feed, from opening to its end; the kinds below differ in what carries it.
 */
typedef struct _BhcWire BhcWire;

typedef struct
{
  void (*opened) (gpointer data);                      /* the daemon answers */
  void (*frame) (BhcFrame *frame, gpointer data);      /* (transfer full) */
  void (*closed) (const GError *error, gpointer data); /* nothing comes after it */
} BhcWireListener;

typedef struct
{
  /* Asks for what came after the feed number @after. */
  BhcWire *(*open) (BhcApi *api, gint64 after, const BhcWireListener *listener, gpointer data);
  void (*close) (BhcWire *wire); /* frees it; no callback comes any more; from a callback too */

  /* Something may be the matter: if so it is to close in seconds.  (nullable) */
  void (*doubt) (BhcWire *wire);
} BhcWireKind;

/* A WebSocket.  Where something on the way does not let it through it closes with
 * BH_ERROR_UPGRADE_REQUIRED. */
extern const BhcWireKind bhc_socket_wire;

/* Long polling: slower, without ephemeral frames, but plain HTTP. */
extern const BhcWireKind bhc_poll_wire;

G_END_DECLS
