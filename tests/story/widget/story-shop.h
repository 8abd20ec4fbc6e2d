/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/browser/bht-browser.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/widget/mock-desk.h"

G_BEGIN_DECLS

/* The visitor's half of a story that has a console as well: a shop on another origin than the
 * daemon's, with its widget, and Ada's browser. */
typedef struct
{
  MockShop *site;
  BhtBrowser *browser;
  BhtPage *page;
} StoryShop;

#define FRAME "/widget/frame"

void story_shop_open (StoryShop *self, BhtBellhopd *daemon);
void story_shop_close (StoryShop *self);

/* Ada Lindqvist comes, tells her name, and can write. */
void story_shop_start_chat (StoryShop *self);

/* Both halves as they look now: “NAME-widget.png” and “NAME-console.png”. */
void story_shop_picture (StoryShop *self, const char *name);

G_END_DECLS
