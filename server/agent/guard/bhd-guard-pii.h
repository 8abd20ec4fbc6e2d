/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What identifies a person or their money, recognised by form and, where there is one, by
 * checksum. */
typedef struct
{
  const char *name; /* “email”, “phone”, “card”, “iban”, “ssn”: as an administrator writes it */
  const char *pattern; /* of what may be one */
  /* (nullable) whether @text is one.  *@length (in, out): it may be shorter. */
  gboolean (*is_one) (const char *text, gsize *length);
} BhdGuardPii;

extern const BhdGuardPii bhd_guard_pii[];                 /* the last one has no name */
const BhdGuardPii *bhd_guard_pii_find (const char *name); /* (nullable) */

G_END_DECLS
