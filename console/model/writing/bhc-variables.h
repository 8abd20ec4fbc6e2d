/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands in a canned reply for what differs from one visitor to the next: {{contact.name}},
 * and {{contact.first_name|there}} with what is said where there is none. */

/* The value of @name, or NULL where there is none. */
typedef const char *(*BhcVariableLookup) (const char *name, gpointer data);

/* What a person has to fill in: where it stands, in characters. */
typedef struct
{
  guint start;
  guint length;
} BhcBlank;

/* Fills in @body.  A name without a value or a fallback stays as it is written, and is a blank.
 * What is no variable (a name of other letters, braces within braces) is text; a value is never
 * looked through again.  At most 64 KiB come out of it: the rest is cut off at a character.
 * @blanks: (out) (transfer full): of BhcBlank, in the order they stand in.  Returns: (transfer
 * full) */
char *
bhc_variables_fill (const char *body, BhcVariableLookup lookup, gpointer data, GArray **blanks);
#define BHC_FILLED_MAX (64 * 1024)

G_END_DECLS
