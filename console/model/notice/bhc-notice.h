/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an operator is told of, with or without why: where there is little room the reason is a
 * press away. */
typedef struct
{
  char *words;   /* all of it */
  char *essence; /* without the reason */
  char *reason;  /* (nullable) */
} BhcNotice;

/* @words: a sentence in the reader's language, in which %s stands for the reason.
 * @reason: (nullable): @words have none */
BhcNotice *bhc_notice_new (const char *words, const char *reason);
BhcNotice *bhc_notice_copy (const BhcNotice *self); /* (nullable) */
void bhc_notice_free (BhcNotice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcNotice, bhc_notice_free)

G_END_DECLS
