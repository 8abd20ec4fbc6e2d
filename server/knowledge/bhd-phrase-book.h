/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/bhd-index.h"
#include "server/store/bhd-event.h"

G_BEGIN_DECLS

/* The approved phrasings of every document, as the index wants them: all of a document at once.
 * They are kept apart from it because a document that is indexed anew needs them again.  Any
 * thread. */
typedef struct _BhdPhraseBook BhdPhraseBook;

BhdPhraseBook *bhd_phrase_book_new (BhdIndex *index);
void bhd_phrase_book_free (BhdPhraseBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdPhraseBook, bhd_phrase_book_free)

/* Notes an approved one; bhd_phrase_book_apply() makes it found. */
void bhd_phrase_book_add (BhdPhraseBook *self,
                          const char *organization_id,
                          const char *phrasing_id,
                          const char *document_id,
                          const char *question);

/* Hands the document's phrasings to the index. */
void
bhd_phrase_book_apply (BhdPhraseBook *self, const char *organization_id, const char *document_id);

/* “phrasing.updated”, “phrasing.deleted” and “document.deleted” were committed: searches know it
 * when this returns.  Other events do nothing. */
void bhd_phrase_book_note (BhdPhraseBook *self, const BhdEvent *event);

G_END_DECLS
