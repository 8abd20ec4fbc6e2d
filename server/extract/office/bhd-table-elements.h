/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/office/bhd-story.h"

G_BEGIN_DECLS

/* The elements that tables are made of, which each format names its own way. */
typedef struct
{
  const char *table;
  const char *row;
  const char *cell;
} BhdTableElements;

/* Tells @story that an element starts or ends; one that is of no table is none of its business. */
void bhd_table_elements_start (const BhdTableElements *self, BhdStory *story, const char *name);
void bhd_table_elements_end (const BhdTableElements *self, BhdStory *story, const char *name);

G_END_DECLS
