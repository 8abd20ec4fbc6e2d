/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

G_BEGIN_DECLS

/* Writes a JSON schema as Gemini's own kind of schema (a part of OpenAPI 3.0), which is refused
 * with any member it does not know: those are left out, some said in other words.  Writes nothing
 * where @schema asks for no arguments. */
void bhd_gemini_schema_write (BhJsonWriter *json, const char *name, const char *schema);

G_END_DECLS
