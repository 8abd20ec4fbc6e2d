/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a stream of server-sent events (WHATWG HTML, 9.2.6) however its bytes are cut: lines end
 * in LF, CR or CRLF, a byte order mark may begin it, comments and fields it does not know are
 * passed over, an event without its empty line is none.  It lives on the stack:
 *
 *   g_auto (BhdSse) sse = BHD_SSE_INIT;
 */
#define BHD_SSE_MAX_LINE (1024 * 1024)
#define BHD_SSE_MAX_EVENT (1024 * 1024)
#define BHD_SSE_MAX_TOTAL (64 * 1024 * 1024)

typedef struct
{
  GString *line;  /* (nullable) as far as it has come */
  GString *data;  /* (nullable) of the event, lines joined by LF */
  GString *event; /* (nullable) its name */
  gboolean has_data;
  gboolean after_cr; /* a LF now belongs to the line before */
  gboolean begun;    /* the first line has passed */
  gsize total;
} BhdSse;

#define BHD_SSE_INIT                                                                               \
  {                                                                                                \
    NULL, NULL, NULL, FALSE, FALSE, FALSE, 0                                                       \
  }

/* @event: “message” where the stream named none.  @data: ends in NUL behind @length bytes, which
 * may hold any.  Returns: FALSE with @error set: stop reading. */
typedef gboolean (*BhdSseFunc) (const char *event,
                                const char *data,
                                gsize length,
                                gpointer user_data,
                                GError **error);

/* Returns: FALSE with BH_ERROR_TOO_LARGE, or what @func set; then it must not be fed again. */
gboolean bhd_sse_feed (BhdSse *self,
                       const char *bytes,
                       gsize length,
                       BhdSseFunc func,
                       gpointer user_data,
                       GError **error);

void bhd_sse_clear (BhdSse *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdSse, bhd_sse_clear)

G_END_DECLS
