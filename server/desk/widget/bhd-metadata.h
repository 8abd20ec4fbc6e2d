/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

G_BEGIN_DECLS

/* The twelve things a widget tells of the browser and its page.  Nobody signs them: what has
 * another name or type is passed over, texts are cut. */

#define BHD_METADATA_TEXT 500 /* characters */
#define BHD_METADATA_MAX_JSON (16 * 1024)

/* @news (nullable) laid over @old (nullable), each a JSON object; @news is foreign.
 * Returns: (transfer full) (nullable): NULL, without @error, where nothing is known. */
char *bhd_metadata_merge (const char *old, const char *news);

/* The address of a page without the name and password that may stand in it, cut to @max
 * characters.  Returns: (transfer full) */
char *bhd_metadata_clean_url (const char *url, guint max);

/* At most @max characters, without control characters.  Returns: (transfer full) */
char *bhd_metadata_cut (const char *text, guint max);

G_END_DECLS
