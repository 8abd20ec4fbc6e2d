/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/browser/bht-browser.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/widget/mock-desk.h"

G_BEGIN_DECLS

/* The real daemon, its desk, a shop on another origin with the widget in it, and a visitor's
 * browser with storage of its own.  One daemon serves a program; each fact begins with the widget's
 * first settings, an office that is always open, and no list of allowed pages. */
typedef struct
{
  BhtBrowser *browser;
  BhtBellhopd *daemon;
  BhtApi *desk;
  MockShop *shop;
  BhtPage *page;
  char *conversation; /* (nullable) */
} Visit;

#define FRAME "/widget/frame"

int visit_run (int argc, char **argv, void (*add_tests) (void));
void visit_add (const char *path, void (*test) (Visit *self));

/* What an administrator decides.  @body: JSON of the PATCH. */
void visit_set_widget (Visit *self, const char *body);
void visit_set_organization (Visit *self, const char *body);
void visit_close_office (Visit *self);

void visit_build_shop (Visit *self, const char *attributes);
void visit_open_shop (Visit *self);
void visit_open_chat (Visit *self);
void visit_introduce (Visit *self, const char *email); /* in the form */
void visit_start (Visit *self, const char *email);     /* all of this; told the conversation */
void visit_write (Visit *self, const char *text);      /* and it has been stored */
void visit_wait (Visit *self, const char *script);     /* in the frame */
void visit_wait_text (Visit *self, const char *text);  /* somewhere on the frame's screen */
void visit_learn_conversation (Visit *self);           /* from the browser */
void visit_act (Visit *self, const char *action);      /* as the operator */
void visit_reply (Visit *self, const char *conversation, const char *text);

/* As the desk sees it.  Returns: (transfer full): the answer */
JsonNode *visit_get_conversation (Visit *self);
JsonNode *visit_get_messages (Visit *self);

void visit_picture (Visit *self, const char *name); /* for people to look at */

G_END_DECLS
