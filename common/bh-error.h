/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every failure a caller may have to tell apart, on either side of the wire.  The wire name and the
 * HTTP status of each stand in one table in bh-error.c. */
typedef enum
{
  BH_ERROR_INTERNAL,
  BH_ERROR_INVALID,        /* a field is missing, of the wrong type or out of bounds */
  BH_ERROR_MALFORMED,      /* the bytes are not what they claim to be */
  BH_ERROR_UNAUTHORIZED,   /* no credential, or one that has ended */
  BH_ERROR_FORBIDDEN,      /* known, but not allowed */
  BH_ERROR_ORIGIN_REFUSED, /* a web page the organisation does not know */
  BH_ERROR_NOT_FOUND,      /* also: somebody else's */
  BH_ERROR_METHOD_NOT_ALLOWED,
  BH_ERROR_TIMEOUT,
  BH_ERROR_CONFLICT, /* the id names something else already */
  BH_ERROR_CLAIMED,  /* a colleague has it; the detail “owner” says who */
  BH_ERROR_CLOSED,   /* the conversation is resolved */
  BH_ERROR_STALE,    /* somebody else answered meanwhile; the detail “author_name” says who */
  BH_ERROR_TOO_LARGE,
  BH_ERROR_UPGRADE_REQUIRED,
  BH_ERROR_RATE_LIMITED,
  BH_ERROR_HEADERS_TOO_LARGE,
  BH_ERROR_UNAVAILABLE, /* come back later; nothing was done */
  BH_ERROR_OFFLINE,     /* the console cannot reach the daemon */
} BhErrorCode;

#define BH_ERROR (bh_error_quark ())
GQuark bh_error_quark (void);

guint bh_error_status (const GError *error);
const char *bh_error_wire_name (const GError *error);

guint bh_error_code_status (BhErrorCode code);
const char *bh_error_code_wire_name (BhErrorCode code);

/* The reverse, for clients: an unknown name becomes BH_ERROR_INTERNAL. */
BhErrorCode bh_error_code_from_wire_name (const char *name);

/* A detail is one more member of the error's JSON: @name a literal, @json a whole JSON value.
 * Does nothing where @error is not of our domain. */
void bh_error_set_detail (GError *error, const char *name, const char *json);

/* Sets @error in these words, with the detail “field”: what of a request it is about.  Returns:
 * FALSE. */
gboolean
bh_error_refuse (GError **error, BhErrorCode code, const char *field, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
const char *bh_error_get_detail (const GError *error, const char *name);

/* Writes {"error":…,"code":…,"request_id":…, details…}.  Errors of foreign domains and internal
 * ones say only that something went wrong here: their text is for the log. Returns: (transfer full)
 */
char *bh_error_to_json (const GError *error, const char *request_id);

G_END_DECLS
