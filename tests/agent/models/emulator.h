/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/* A server on a raw socket that answers each request with the next line of its script, cut and
 * broken off as the script says, and keeps what it was sent. */
typedef enum
{
  EMULATOR_ENDS,   /* properly */
  EMULATOR_BREAKS, /* closes before the last chunk */
  EMULATOR_HANGS,  /* says no more and keeps the connection until the client goes */
} EmulatorEnd;

typedef struct
{
  guint status;        /* 0: 200 */
  const char *headers; /* (nullable) lines that end in CRLF */
  const char *body;
  gboolean in_bytes; /* every byte by itself */
  EmulatorEnd end;
} EmulatorReply;

typedef struct
{
  GSocketListener *listener;
  GCancellable *stop;
  GThread *thread;
  char *url;
  GMutex lock;
  GCond heard;
  GQueue script;    /* of EmulatorReply *; under the lock, as are: */
  GPtrArray *heads; /* of char * */
  GPtrArray *bodies;
} Emulator;

void emulator_init (Emulator *self);
void emulator_clear (Emulator *self);

/* Strings must be literals.  Behind the end of the script connections are closed without a word. */
void emulator_add (Emulator *self, const EmulatorReply *reply);
void emulator_say (Emulator *self, const char *body); /* 200, ended properly */

void emulator_wait_for (Emulator *self, guint requests);
guint emulator_count (Emulator *self);
const char *emulator_head (Emulator *self, guint i);
const char *emulator_body (Emulator *self, guint i);
