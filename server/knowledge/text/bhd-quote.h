/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The two or three sentences of @body that share most with the question, complete, in the order
 * they stand in; a short body whole.  Depends on no index.  Returns: (transfer full) */
char *bhd_quote_best (const char *question, const char *body);

G_END_DECLS
