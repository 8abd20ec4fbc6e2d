/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-reader.h"

G_BEGIN_DECLS

/* Walks JSON text by the grammar of RFC 8259 and nothing looser: private to bh-json-reader.c. Every
 * function leaves @at behind what it has read, or sets @fault (a literal) and answers FALSE. */
typedef struct
{
  const char *at;
  const char *end;
  const char *fault; /* (nullable) */
  guint depth;
} BhJsonScanner;

void bh_json_scanner_skip_blank (BhJsonScanner *self);
gboolean bh_json_scanner_take (BhJsonScanner *self,
                               char byte); /* FALSE without a fault where it is not there */
gboolean bh_json_scanner_value (BhJsonScanner *self, BhJsonSpan *span);
gboolean bh_json_scanner_string (BhJsonScanner *self, BhJsonSpan *span);

G_END_DECLS
