/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/knowledge/bhd-intake.h"
#include "server/store/bhd-store.h"
#include "server/store/files/bhd-blobs.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* How a room that this one may not look into fetches a page.  Blocks, bounded.
 * @media_type: (out) (transfer full) (nullable): as the server calls it.
 * Returns: (transfer full): its bytes; NULL with an @error whose text a person may read. */
typedef GBytes *(*BhdFetchPageFunc) (const char *url,
                                     GCancellable *cancellable,
                                     char **media_type,
                                     gpointer data,
                                     GError **error);

/* How a room that this one may not look into has a picture looked at by one of the organisation's
 * models.  Blocks, bounded.  Returns: (transfer full): what is on it, in Markdown; NULL with an
 * @error whose text a person may read. */
typedef char *(*BhdSeeFunc) (const char *organization_id,
                             GBytes *picture,
                             GCancellable *cancellable,
                             gpointer data,
                             GError **error);

/* What it takes to read documents; all of it the caller's. */
typedef struct
{
  BhdStore *store;
  BhdBlobs *blobs;        /* (nullable): nothing but written articles */
  const char *extract;    /* path of bellhop-extract */
  BhdFetchPageFunc fetch; /* (nullable): pages cannot be fetched */
  gpointer fetch_data;
  BhdSeeFunc see; /* (nullable): pictures cannot be looked at */
  gpointer see_data;
  GCancellable *cancellable;
} BhdReadingTools;

/* One document on its way from queued to its passages. */
typedef struct
{
  char *organization_id;
  BhDocument *document; /* as it is now */
  GPtrArray *passages;  /* (nullable) of BhdPassage */
  guint kept;           /* so many of them are stored already */
  char *failure;        /* (nullable) what a person reads */
  gboolean changed;     /* somebody changed or deleted it meanwhile: leave it alone */
  gboolean gone;        /* the indexer's */
} BhdReading;

/* Takes the next one that waits.  Returns: (transfer full) (nullable): NULL without @error where
 * none does. */
BhdReading *bhd_reading_take (BhdStore *store, GError **error);

/* Fetches, extracts and cuts it, step by step, each stored.  FALSE with @error set where the store
 * failed; all else is a failure of the document. */
gboolean bhd_reading_run (BhdReading *self, const BhdReadingTools *tools, GError **error);

/* Stores passages or failure.  @stored: (out): FALSE where it was changed meanwhile. */
gboolean bhd_reading_finish (BhdReading *self, BhdStore *store, gboolean *stored, GError **error);
void bhd_reading_free (BhdReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdReading, bhd_reading_free)

G_END_DECLS
