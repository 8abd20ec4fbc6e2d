/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-extraction.h"

#include <glib.h>

G_BEGIN_DECLS

/* What an extractor writes to: blocks of Markdown, one after the other, up to a number of bytes.
 * Whatever is handed in, what comes out is valid UTF-8 without control characters, and what only
 * looks like Markdown in it is escaped. */
typedef struct _BhdMarkup BhdMarkup;

BhdMarkup *bhd_markup_new (gsize max);
void bhd_markup_free (BhdMarkup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdMarkup, bhd_markup_free)

/* Each opens a block and closes the one before; a block without words leaves no trace. */
void bhd_markup_open_text (BhdMarkup *self);
void bhd_markup_open_heading (BhdMarkup *self, guint level);
void bhd_markup_open_item (BhdMarkup *self, guint level, guint number); /* @number 0: a bullet */
void bhd_markup_open_code (BhdMarkup *self);
void bhd_markup_open_row (BhdMarkup *self); /* of the table; one of a single cell is a paragraph */
void bhd_markup_close_cell (BhdMarkup *self);
void bhd_markup_close (BhdMarkup *self);

/* What comes next is no part of the list or table before: another one, whose first row is its head.
 */
void bhd_markup_part (BhdMarkup *self);

/* Words for the open block; where none is, a paragraph begins.  Blanks in a row become one. */
void bhd_markup_add (BhdMarkup *self, const char *text, gsize length);
void bhd_markup_break_line (BhdMarkup *self);        /* inside a block */
void bhd_markup_space (BhdMarkup *self);             /* between two words, if there are two */
gboolean bhd_markup_is_open (const BhdMarkup *self); /* with words in it */

/* The document's own title; blank ones do not count, the first one stays. */
void bhd_markup_set_title (BhdMarkup *self, const char *title);
const char *bhd_markup_title (const BhdMarkup *self); /* (nullable) */

/* Takes the blocks of @other, closed, behind its own; @other is empty then. */
void bhd_markup_move (BhdMarkup *self, BhdMarkup *other);

/* Text that is clean already, instead of blocks.  Takes @text. */
void bhd_markup_take (BhdMarkup *self, GString *text);

gboolean bhd_markup_is_full (const BhdMarkup *self); /* more came than there was room for */
gsize bhd_markup_room (const BhdMarkup *self);       /* bytes */

/* Closes what is open.  Returns: (transfer none): all of it. */
const GString *bhd_markup_text (BhdMarkup *self);

G_END_DECLS
