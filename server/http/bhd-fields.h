/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* The value of one declared field. */
typedef struct
{
  gboolean given;
  gboolean is_null; /* of a body: null, which is not given */
  char *text;       /* TEXT, NAME, EMAIL, ID, CHOICE; OBJECT as JSON */
  gint64 number;    /* INT, BOOL */
  char **list;      /* ORIGINS, WORDS */
} BhdValue;

guint bhd_fields_count (const BhdField *fields);
void bhd_fields_free (BhdValue *values, guint count);

/* Reads what @fields declare out of a JSON body and a query string (nullable), each value within
 * its bounds.  Unknown names are passed over.  Returns: (transfer full): one value a field; NULL
 * with BH_ERROR_INVALID (and the detail “field”), _MALFORMED or _TOO_LARGE. */
BhdValue *bhd_fields_read (const BhdField *fields,
                           const char *body,
                           gsize body_length,
                           const char *query,
                           GError **error);

/* Undoes %-escapes.  Returns: (transfer full) (nullable): NULL where it is no UTF-8. */
char *bhd_fields_unescape (const char *text, gsize length, gboolean plus_is_blank);

G_END_DECLS
