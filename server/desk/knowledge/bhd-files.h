/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Which files are needed: for who removes them.  All return FALSE with @error set. */

/* @needed: (out): whether a document, an attachment or a picture is it. */
gboolean bhd_files_is_needed (BhdTurn *turn,
                              const char *organization_id,
                              const char *hash,
                              gboolean *needed,
                              GError **error);

/* One that a row has let go of.  @found: (out): whether there is one; then @organization_id
 * and @hash (out) (transfer full). */
gboolean bhd_files_next_released (BhdTurn *turn,
                                  char **organization_id,
                                  char **hash,
                                  gboolean *found,
                                  GError **error);

/* It is gone, or was @needed after all: where it no longer is, it stays released. */
gboolean bhd_files_note_removed (BhdTurn *turn,
                                 const char *organization_id,
                                 const char *hash,
                                 gboolean needed,
                                 GError **error);

/* @open: (out): whether an upload of that id, of either sort, is under way. */
gboolean bhd_files_is_upload (BhdTurn *turn,
                              const char *organization_id,
                              const char *upload_id,
                              gboolean *open,
                              GError **error);

G_END_DECLS
