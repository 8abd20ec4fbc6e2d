/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/agent/models/emulator.h"
#include "tests/agent/tools/shop-server.h"
#include "tests/outbound/mail/smtp-fixture.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

G_BEGIN_DECLS

/* A real daemon whose every text was written by a stranger, a real mail server, and an address that
 * nobody may ever ask (the beacon). */
typedef struct
{
  SmtpFixture mail;
  BhtBellhopd *daemon;
  BhtApi *desk;      /* of Mia, the owner */
  BhtApi *colleague; /* of eve@example.org, whose name is a hostile text */
  ShopServer beacon;
  char *folder; /* of the logs and of the programs that keep them */
} Foreign;

/* Who wrote a text into every field, and where. */
typedef struct
{
  char *text;
  char *token;
  char *conversation;
} ForeignVisitor;

void foreign_open (Foreign *self);
void foreign_close (Foreign *self);

/* Says what the program at BHT-variable @variable writes to its standard error from now on. */
void foreign_listen (Foreign *self, const char *variable, const char *log);
char *foreign_read_log (Foreign *self, const char *log);

/* The organisation, its widget, a document, a rule and a webhook speak the @i-th text. */
void foreign_decide (Foreign *self, guint i);

/* A visitor lives with it: form, page, browser, question and answer, files, both sides' words. */
void foreign_play (Foreign *self, guint i, ForeignVisitor *visitor);
void foreign_visitor_clear (ForeignVisitor *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ForeignVisitor, foreign_visitor_clear)

/* The @i-th text, as what a tool would do and what a model says of it: the visitor is asked. */
void foreign_offer (Foreign *self, guint i, Emulator *model, ForeignVisitor *visitor);

/* It ends: resolved, rated with the text, and sent by mail.  Returns: (transfer full): the letter
 */
JsonObject *foreign_end (Foreign *self, const ForeignVisitor *visitor);

G_END_DECLS
