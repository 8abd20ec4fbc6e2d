/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

G_BEGIN_DECLS

/* A daemon whose knowledge base is filled as the console would, and whose reader of documents can
 * be made slow.  What takes longer than BHT_PATIENCE_S fails the test. */
typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *desk;
  char *extract; /* stands for bellhop-extract; slow while EXTRACT.slow is there */
  char *organization_id;
} Library;

/* @setting: one more “BELLHOP_NAME=value” (nullable). */
void library_open (Library *self, const char *setting);
void library_close (Library *self);
void library_set_slow (Library *self, gboolean slow);
void library_crash (Library *self); /* the daemon dies and comes again */

/* Announces @text as @file_name.  Returns: (transfer full): the upload's id */
char *library_announce (Library *self, const char *file_name, const char *text);

/* Returns: the status; @answer: (out) (optional) (transfer full) (nullable) */
guint library_send (Library *self,
                    const char *upload_id,
                    gsize offset,
                    const char *text,
                    JsonNode **answer);

/* All at once.  Returns: (transfer full): the document's id */
char *library_add (Library *self, const char *file_name, const char *text);

/* Waits until it is ready (or has failed: returns why).  Returns: (transfer full) (nullable) */
char *library_await (Library *self, const char *document_id);
void library_await_status (Library *self, const char *document_id, const char *status);

/* How many passages of the document @question finds. */
guint library_count_found (Library *self, const char *question, const char *document_id);
guint library_count_blobs (Library *self);

/* How long the daemon takes to say that it is well; what might hold it up lasts far longer than
 * LIBRARY_AT_ONCE_US. */
#define LIBRARY_AT_ONCE_US (8 * G_USEC_PER_SEC)
gint64 library_health_us (Library *self);

G_END_DECLS
