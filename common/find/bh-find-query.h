/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/find/bh-find-operators.h"

G_BEGIN_DECLS

#define BH_FIND_MAX 400      /* characters of a search */
#define BH_FIND_TERMS_MAX 16 /* pieces of it */

/* One piece of a search: a word, a phrase, or an operator with what it asks for. */
typedef struct
{
  BhFindField field;
  gboolean negated;   /* it had a minus: what fits is left out */
  const char *listed; /* (nullable) static: the operator's own word it is, in lower case */
  char *text;         /* as it was written, without quotes */
  char *folded;       /* as bh_find_fold() makes it: never empty where it is words or a phrase */
  gint64 us;          /* BH_FIND_BEFORE and BH_FIND_AFTER: the first moment of the day */
} BhFindTerm;

/* A search as it was read: an immutable record.  All of its terms have to hold. */
typedef struct
{
  GPtrArray *terms; /* of BhFindTerm, in their order */
} BhFindQuery;

/* Days begin and end in @zone (nullable: UTC).  A quotation without an end ends with the text; a
 * word before a colon that is no operator is a word.  Signs alone are no word and are passed over.
 * Errors: BH_ERROR_INVALID, with what is wrong and with which piece.  Returns: (transfer full) */
BhFindQuery *bh_find_query_parse (const char *text, GTimeZone *zone, GError **error);
void bh_find_query_free (BhFindQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhFindQuery, bh_find_query_free)

/* (transfer none) (nullable): the first term of @field behind @after (nullable: from the start). */
const BhFindTerm *
bh_find_query_next (const BhFindQuery *self, BhFindField field, const BhFindTerm *after);
char *bh_find_query_words (const BhFindQuery *self); /* to be found, with blanks between them;
                                                        (transfer full) */
gboolean bh_find_query_has_words (const BhFindQuery *self); /* to be found, not to be left out */

G_END_DECLS
