/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/media/bh-attachment.h"

G_BEGIN_DECLS

/* A colleague who is meant by “@NAME”; a team is each of its members under the team's name. */
typedef struct
{
  char *id;
  char *name;
} BhcMention;

BhcMention *bhc_mention_new (const char *id, const char *name);
void bhc_mention_free (BhcMention *self);

/* What is being written: the words, the files that go with it, who is mentioned. */
typedef struct
{
  char *body;
  GPtrArray *files;    /* of BhAttachment */
  GPtrArray *mentions; /* of BhcMention */
  gint64 seen_seq;     /* the last message there was when it was begun; 0: not known */
} BhcLetter;

BhcLetter *bhc_letter_new (const char *body);
BhcLetter *bhc_letter_copy (const BhcLetter *self);
void bhc_letter_free (BhcLetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcLetter, bhc_letter_free)

gboolean bhc_letter_is_empty (const BhcLetter *self); /* neither words nor files */

/* Whom the words still mention is mentioned; the others are taken off. */
void bhc_letter_trim_mentions (BhcLetter *self);

/* As it is kept beside the words: files, ids, and the names they are known by.
 * Returns: (transfer full) (nullable): there is nothing */
char *bhc_letter_write_extra (const BhcLetter *self);

/* @extra: (nullable) what the above has written, or anything else.  Returns: (transfer full) */
BhcLetter *bhc_letter_read (const char *body, const char *extra);

G_END_DECLS
