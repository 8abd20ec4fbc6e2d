/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/bh-person.h"
#include "console/client/cache/bhc-lens.h"

G_BEGIN_DECLS

/* The cache's file, before the cache lives: its tables, and how it is begun anew. */

/* Opens the file for writing, with its tables up to date; see bhc_cache_open() for what happens to
 * one that cannot be used. */
BhDb *bhc_cache_file_open (const char *path, GError **error);
BhDb *bhc_cache_file_open_anew (const char *path, GError **error);

/* Opens the file for reading where the disk is full, and only then: nobody else may write it
 * meanwhile.  Returns: (transfer full) (nullable): where there is none of this console's version */
BhDb *bhc_cache_file_open_on_full_disk (const char *path);

/* Who the cache belongs to, and the name of their organization (both transfer full).
 * BH_ERROR_NOT_FOUND where it does not say. */
gboolean
bhc_cache_file_read_owner (BhDb *db, BhOperator **owner, char **organization, GError **error);

/* Makes it @owner's: what was cached for another id is forgotten. */
gboolean bhc_cache_file_set_owner (BhDb *db,
                                   const BhOperator *owner,
                                   const char *organization,
                                   GError **error);

/* What the views are, as far as the file knows.  Returns: (transfer full) */
BhcLens *bhc_cache_file_read_lens (BhDb *db, const char *me);

/* The directory as it was last told.  Returns: (transfer full) (nullable) */
GVariant *bhc_cache_file_read_directory (BhDb *db);

/* Returns: (transfer full) (nullable) */
char *bhc_cache_file_get_meta (BhDb *db, const char *name, GError **error);
gboolean bhc_cache_file_set_meta (BhDb *db, const char *name, const char *value, GError **error);

/* Removes the files of a closed cache, that of its search too. */
void bhc_cache_file_remove (const char *path);

/* What was moved aside: it still has what was erased since.  Any thread. */
void bhc_cache_file_remove_aside (const char *path);

G_END_DECLS
