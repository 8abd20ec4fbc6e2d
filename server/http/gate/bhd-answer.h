/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A whole HTTP answer for @error, with Connection: close: for requests libsoup has not seen.
 * @head_only: to a HEAD.  Returns: (transfer full) */
char *bhd_answer_compose (const GError *error, const char *request_id, gboolean head_only);

G_END_DECLS
