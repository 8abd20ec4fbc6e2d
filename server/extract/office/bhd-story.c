/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-story.h"

#define BOXES_MAX 4 /* inside each other */

struct _BhdStory
{
  BhdMarkup *out;
  BhdMarkup *aside; /* boxes that wait for the end of the paragraph */
  guint boxes;      /* inside each other: 0 is the text itself */
  guint tables[BOXES_MAX + 1];
};

BhdStory *
bhd_story_new (BhdMarkup *out)
{
  BhdStory *self = g_new0 (BhdStory, 1);

  self->out = out;
  self->aside = bhd_markup_new (bhd_markup_room (out));
  return self;
}

void
bhd_story_free (BhdStory *self)
{
  bhd_markup_free (self->aside);
  g_free (self);
}

BhdMarkup *
bhd_story_out (BhdStory *self)
{
  return self->boxes > 0 ? self->aside : self->out;
}

gboolean
bhd_story_enter_box (BhdStory *self)
{
  if (self->boxes == BOXES_MAX)
    return FALSE;
  self->tables[++self->boxes] = 0;
  bhd_markup_open_text (self->aside);
  return TRUE;
}

void
bhd_story_leave_box (BhdStory *self)
{
  if (self->boxes == 0)
    return;
  bhd_markup_close (self->aside);
  self->boxes--;
}

static void
tell_boxes (BhdStory *self)
{
  if (self->boxes > 0 || self->tables[0] > 0)
    return;
  bhd_markup_move (self->out, self->aside);
}

gboolean
bhd_story_is_in_table (const BhdStory *self)
{
  return self->tables[self->boxes] > 0;
}

/* A table in a cell is words of that cell. */
static gboolean
is_outermost (const BhdStory *self)
{
  return self->tables[self->boxes] == 1;
}

void
bhd_story_start_table (BhdStory *self)
{
  self->tables[self->boxes]++;
  if (is_outermost (self))
    bhd_markup_part (bhd_story_out (self));
}

void
bhd_story_end_table (BhdStory *self)
{
  if (is_outermost (self))
    bhd_markup_part (bhd_story_out (self));
  if (bhd_story_is_in_table (self))
    self->tables[self->boxes]--;
  tell_boxes (self);
}

void
bhd_story_start_row (BhdStory *self)
{
  if (is_outermost (self))
    bhd_markup_open_row (bhd_story_out (self));
}

void
bhd_story_end_row (BhdStory *self)
{
  if (is_outermost (self))
    bhd_markup_close (bhd_story_out (self));
}

void
bhd_story_end_cell (BhdStory *self)
{
  if (is_outermost (self))
    bhd_markup_close_cell (bhd_story_out (self));
  else
    bhd_markup_space (bhd_story_out (self));
}

void
bhd_story_end_paragraph (BhdStory *self)
{
  if (bhd_story_is_in_table (self))
    {
      bhd_markup_space (bhd_story_out (self));
      return;
    }
  bhd_markup_close (bhd_story_out (self));
  tell_boxes (self);
}
