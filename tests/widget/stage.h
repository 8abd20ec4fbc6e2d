/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/browser/bht-browser.h"
#include "tests/widget/mock-desk.h"

G_BEGIN_DECLS

/* A desk, a shop on another origin whose page embeds the widget, and a visitor's browser before it.
 * One browser serves all facts of a program, each in a profile of its own. */
typedef struct
{
  MockDesk *desk;
  MockShop *shop;
  BhtPage *page;
} Stage;

#define FRAME "/widget/frame"

/* Runs the program's tests with a browser; they are added with stage_add(). */
int stage_run (int argc, char **argv, void (*add_tests) (void));
void stage_add (const char *path, void (*test) (Stage *stage));
void stage_add_with (const char *path,
                     void (*test) (Stage *stage, gconstpointer data),
                     gconstpointer data);

/* The shop's page: @head and @body around the script tag with the attributes @attributes; “DESK” in
 * any of them becomes the desk's origin. */
void stage_build_shop (Stage *stage, const char *attributes, const char *head, const char *body);

void stage_open_shop (Stage *stage);
void stage_open_chat (Stage *stage);               /* the shop, and the panel: the form shows */
void stage_introduce (Stage *stage);               /* fills in the form: the conversation shows */
void stage_start (Stage *stage);                   /* all of this, up to a live feed */
void stage_close_chat (Stage *stage);              /* by the launcher; the frame has heard of it */
void stage_write (Stage *stage, const char *text); /* into the composer, and sends it */

void stage_wait (Stage *stage, const char *script); /* in the frame */
gboolean stage_holds (Stage *stage, const char *script);
void stage_wait_text (Stage *stage, const char *text); /* the transcript shows it */
guint stage_bubbles (Stage *stage, const char *text);  /* how many say exactly this */
void stage_wait_feed (Stage *stage, guint count);

/* The desk has heard of what was pressed: see mock_desk_pressed(). */
void stage_wait_pressed (Stage *stage, const char *pressed);
void stage_turn_until (gboolean (*holds) (Stage *stage), Stage *stage);

/* Into the build folder, for people to look at. */
void stage_picture (Stage *stage, const char *name);

G_END_DECLS
