/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A regular expression that strangers write and strangers' text meets: without regard to case, by
 * Unicode, with bounds on the work of one search.  Immutable, any thread. */
typedef struct _BhdGuardPattern BhdGuardPattern;

#define BHD_GUARD_PATTERN_MAX 2000 /* characters */

/* Returns: (transfer full): NULL with BH_ERROR_INVALID and the detail “field” where it does not
 * compile. */
BhdGuardPattern *bhd_guard_pattern_new (const char *text, GError **error);
/* The same with regard to case, for the “pattern” of a JSON schema. */
BhdGuardPattern *bhd_guard_pattern_new_exact (const char *text, GError **error);
void bhd_guard_pattern_free (BhdGuardPattern *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdGuardPattern, bhd_guard_pattern_free)

/* For patterns that strangers write: FALSE with an error as above where it matches nothing at all,
 * or takes too long on texts made to tempt it. */
gboolean bhd_guard_pattern_probe (const BhdGuardPattern *self, GError **error);

/* The latter alone. */
gboolean bhd_guard_pattern_is_quick (const BhdGuardPattern *self);

typedef enum
{
  BHD_FOUND_NOTHING,
  BHD_FOUND,
  BHD_FOUND_TOO_MUCH_WORK, /* a bound was hit: nobody knows */
} BhdFound;

/* The next match in @text (valid UTF-8) at @from or behind it: from *@start to *@end (out). */
BhdFound bhd_guard_pattern_find (const BhdGuardPattern *self,
                                 const char *text,
                                 gsize from,
                                 gsize *start,
                                 gsize *end);

G_END_DECLS
