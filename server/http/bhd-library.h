/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"
#include "server/store/files/bhd-blobs.h"
#include "server/store/files/bhd-parts.h"

G_BEGIN_DECLS

/* How a room that this one may not look into searches the knowledge base: writes the members
 * "passages" and "band".  @category: (nullable).  Any thread; takes milliseconds. */
typedef void (*BhdSearchFunc) (const char *organization_id,
                               const char *question,
                               const char *category,
                               guint limit,
                               BhJsonWriter *json,
                               gpointer data);

/* How far the embedding of passages has come: writes the member "embedding", null where there is
 * none.  Any thread. */
typedef void (*BhdProgressFunc) (const char *organization_id, BhJsonWriter *json, gpointer data);

/* What the routes of the knowledge base need besides the store; all of it the caller's. */
typedef struct
{
  BhdBlobs *blobs; /* (nullable): nothing can be uploaded, as with: */
  BhdParts *parts;
  gint64 max_size;            /* bytes of an upload; 0: 40 MB */
  gint64 attachment_max_size; /* bytes of a file in a conversation; 0: 10 MB */
  BhdSearchFunc search;       /* (nullable): finds nothing */
  gpointer search_data;
  BhdProgressFunc progress; /* (nullable): nothing is embedded */
  gpointer progress_data;
} BhdLibrary;

#define BHD_LIBRARY_MAX_SIZE (40 * 1024 * 1024)
#define BHD_LIBRARY_CHUNK (1024 * 1024)

G_END_DECLS
