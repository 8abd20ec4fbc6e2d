/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-table-elements.h"

#include <string.h>

void
bhd_table_elements_start (const BhdTableElements *self, BhdStory *story, const char *name)
{
  if (strcmp (name, self->table) == 0)
    bhd_story_start_table (story);
  else if (strcmp (name, self->row) == 0)
    bhd_story_start_row (story);
}

void
bhd_table_elements_end (const BhdTableElements *self, BhdStory *story, const char *name)
{
  if (strcmp (name, self->table) == 0)
    bhd_story_end_table (story);
  else if (strcmp (name, self->row) == 0)
    bhd_story_end_row (story);
  else if (strcmp (name, self->cell) == 0)
    bhd_story_end_cell (story);
}
