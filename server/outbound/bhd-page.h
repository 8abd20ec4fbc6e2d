/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/outbound/bhd-outbound.h"

G_BEGIN_DECLS

/* A page of the web, as anybody sees it.  Redirects are followed a few times, and each address is
 * checked like the first. */

#define BHD_PAGE_MAX (5 * 1024 * 1024)
#define BHD_PAGE_TIME_MS 10000 /* for all of it */
#define BHD_PAGE_REDIRECTS 5

typedef struct
{
  BhdOutbound *outbound;
  gboolean allow_private; /* the administrator said so by name */
} BhdPageSource;

/* Blocks.  @source: a BhdPageSource.  @media_type: (out) (transfer full) (nullable): as the server
 * says.  Returns: (transfer full): its bytes; NULL with an @error whose text a person may read. */
GBytes *bhd_page_fetch (const char *url,
                        GCancellable *cancellable,
                        char **media_type,
                        gpointer source,
                        GError **error);

G_END_DECLS
