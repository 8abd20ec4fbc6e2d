/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/bhd-markup.h"

G_BEGIN_DECLS

/* The text of an office document: paragraphs, some of them in cells of tables, and boxes (text
 * boxes, footnotes) that hang in the middle of a paragraph and are told after it. */
typedef struct _BhdStory BhdStory;

BhdStory *bhd_story_new (BhdMarkup *out);
void bhd_story_free (BhdStory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdStory, bhd_story_free)

/* Where words go just now. */
BhdMarkup *bhd_story_out (BhdStory *self);

/* FALSE: boxes are nested too deeply, and this one is not to be read. */
gboolean bhd_story_enter_box (BhdStory *self);
void bhd_story_leave_box (BhdStory *self);

void bhd_story_start_table (BhdStory *self);
void bhd_story_end_table (BhdStory *self);
void bhd_story_start_row (BhdStory *self);
void bhd_story_end_row (BhdStory *self);
void bhd_story_end_cell (BhdStory *self);
gboolean bhd_story_is_in_table (const BhdStory *self); /* where no block is to be opened */

void bhd_story_end_paragraph (BhdStory *self);

G_END_DECLS
