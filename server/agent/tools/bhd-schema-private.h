/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/tools/bhd-schema.h"

G_BEGIN_DECLS

/* What a value may be, as bits. */
typedef enum
{
  BHD_SCHEMA_OBJECT = 1 << 0,
  BHD_SCHEMA_ARRAY = 1 << 1,
  BHD_SCHEMA_STRING = 1 << 2,
  BHD_SCHEMA_NUMBER = 1 << 3,
  BHD_SCHEMA_INTEGER = 1 << 4,
  BHD_SCHEMA_BOOLEAN = 1 << 5,
  BHD_SCHEMA_NULL = 1 << 6,
  BHD_SCHEMA_ANY = (1 << 7) - 1,
} BhdSchemaType;

/* One place of a schema with all that is asked of a value there. */
typedef struct _BhdSchemaNode BhdSchemaNode;

struct _BhdSchemaNode
{
  guint types;            /* BhdSchemaType */
  GHashTable *properties; /* (nullable) name → BhdSchemaNode */
  GPtrArray *required;    /* (nullable) of char */
  gboolean closed;        /* additionalProperties: false */
  JsonArray *choices;     /* (nullable) enum */
  BhdSchemaNode *items;   /* (nullable) */
  gboolean has_minimum, has_maximum;
  double minimum, maximum;
  gint64 min_length, max_length; /* characters; -1: no bound, as with the next two */
  gint64 min_items, max_items;
  gpointer pattern; /* (nullable) BhdGuardPattern: its bounds serve here as well */
};

void bhd_schema_node_free (BhdSchemaNode *self);

/* Returns: (transfer full): NULL with BH_ERROR_INVALID.  @path: where it stands, for the message.
 */
BhdSchemaNode *bhd_schema_node_new (JsonObject *schema, const char *path, GError **error);

/* FALSE with BH_ERROR_INVALID saying what is wrong with the value at @path. */
gboolean bhd_schema_node_check (const BhdSchemaNode *self,
                                JsonNode *value,
                                const char *path,
                                GError **error);

/* Whether its patterns, at most *@left of them, are quick on texts made to tempt them. */
gboolean bhd_schema_node_is_quick (const BhdSchemaNode *self, guint *left);

const char *bhd_schema_type_name (guint type); /* of one bit */

G_END_DECLS
