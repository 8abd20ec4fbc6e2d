/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON schema, the part of it that describes a tool's arguments: type, properties, required, enum,
 * items, minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, additionalProperties
 * (true or false), nested; title, description, default, examples, format say nothing here.
 * Anything else is refused: a rule that is not understood would not be kept.  Compiled once,
 * immutable, any thread. */
typedef struct _BhdSchema BhdSchema;

/* Returns: (transfer full): NULL with BH_ERROR_INVALID and a message for the administrator. */
BhdSchema *bhd_schema_compile (const char *json, GError **error);
void bhd_schema_free (BhdSchema *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdSchema, bhd_schema_free)

/* For registration, besides: BH_ERROR_INVALID where a pattern takes too long on some texts, or
 * there are more than 20. */
gboolean bhd_schema_probe (const BhdSchema *self, GError **error);

/* Reads what a model wrote: at most 32 KiB of a JSON object that fits.  Nothing at all counts as
 * {}.  Returns: (transfer full): the object; NULL with BH_ERROR_INVALID and a message that tells
 * the model what to correct. */
JsonNode *bhd_schema_read (const BhdSchema *self, const char *arguments, GError **error);

/* Whether @name is always given, and a plain value: then it may stand in an address. */
gboolean bhd_schema_requires (const BhdSchema *self, const char *name);

G_END_DECLS
