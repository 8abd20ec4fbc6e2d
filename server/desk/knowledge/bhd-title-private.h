/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/knowledge/bh-document.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

#define BHD_TITLE_MAX 200 /* characters */

/* What a file is called until its own title is known: its name without folder and extension; with
 * extension where another document is called like that, for “prices.csv” is not “prices.pdf”.
 * Returns: (transfer full): NULL with @error set. */
char *bhd_title_for_file (BhdTurn *turn,
                          const char *organization_id,
                          const char *file_name,
                          GError **error);

/* @own: what the document calls itself, perhaps nothing.  It is taken where the title is only that
 * of its file or address; another page of the same title gets its address behind it, another file
 * keeps its name.  Returns: (transfer full): NULL with @error set. */
char *bhd_title_choose (BhdTurn *turn,
                        const char *organization_id,
                        const BhDocument *document,
                        const char *own,
                        GError **error);

G_END_DECLS
