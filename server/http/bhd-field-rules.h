/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-reader.h"
#include "server/http/bhd-fields.h"

G_BEGIN_DECLS

/* Reads one value as @field declares it.  FALSE with BH_ERROR_INVALID naming the field. */
gboolean bhd_field_rules_read_json (const BhdField *field,
                                    const BhJsonSpan *span,
                                    BhdValue *value,
                                    GError **error);
gboolean bhd_field_rules_read_text (const BhdField *field,
                                    const char *text,
                                    BhdValue *value,
                                    GError **error);

/* Sets BH_ERROR_INVALID with the detail “field”.  Returns: FALSE. */
gboolean bhd_field_rules_refuse (const BhdField *field, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

G_END_DECLS
