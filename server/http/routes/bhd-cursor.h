/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* How far a list that is told in pages, latest first, has come: “us:id” of the last that was told,
 * when it was last changed and what it is. */
typedef struct
{
  gint64 us;      /* 0: begin with the latest */
  const char *id; /* (nullable): the request's */
} BhdCursor;

/* FALSE with BH_ERROR_INVALID where @field is there and is no cursor. */
gboolean
bhd_cursor_read (const BhdRequest *request, const char *field, BhdCursor *cursor, GError **error);

/* Writes “next”.  @id: (nullable): there is nothing behind this page. */
void bhd_cursor_write_next (BhJsonWriter *json, gint64 us, const char *id);

G_END_DECLS
