/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

G_BEGIN_DECLS

/* What a handler answers: JSON written straight into the buffer that is sent, or an asset's bytes.
 * Starts as 200 with nothing written; nothing written is sent as 204, or as 202 if it says so. */
typedef struct
{
  guint status;
  BhJsonWriter json;
  GBytes *bytes;             /* (nullable) instead of json */
  const char *content_type;  /* of bytes; a literal */
  const char *cache_control; /* (nullable) a literal; “no-store” where NULL */
  char *csp;                 /* (nullable) Content-Security-Policy for a page */
  char *disposition;         /* (nullable) Content-Disposition */
  gboolean own;              /* what was changed is nobody else's: no entry in the audit log */
  gboolean embeddable;       /* pages of any origin may show it */
} BhdReply;

void bhd_reply_init (BhdReply *self);
void bhd_reply_clear (BhdReply *self);

G_END_DECLS
