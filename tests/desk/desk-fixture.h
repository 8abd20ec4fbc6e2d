/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-error.h"
#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/bhd-password.h"
#include "server/desk/bhd-runs.h"
#include "server/desk/knowledge/bhd-documents.h"
#include "server/desk/knowledge/bhd-gaps.h"
#include "server/desk/knowledge/bhd-intake.h"
#include "server/desk/knowledge/bhd-phrasings.h"
#include "server/desk/knowledge/bhd-uploads.h"

#define NOW G_GINT64_CONSTANT (1700000000000000)

/* Two organisations on one turn in memory, each with a visitor and two operators, and a
 * conversation of acme's visitor. */
typedef struct
{
  BhDb *db;
  BhdTurn turn;
  BhdCaller *ada;     /* visitor of acme */
  BhdCaller *bob;     /* another visitor of acme */
  BhdCaller *mia;     /* agent of acme */
  BhdCaller *noah;    /* agent of acme */
  BhdCaller *owner;   /* owner of acme */
  BhdCaller *eve;     /* visitor of rival */
  BhdCaller *mallory; /* owner of rival */
  char *id;           /* of ada's conversation */
  GError *error;
} DeskFixture;

void desk_fixture_set_up (DeskFixture *fixture, gconstpointer data);
void desk_fixture_tear_down (DeskFixture *fixture, gconstpointer data);

/* Each fails the test where the desk refuses. */
BhMessage *desk_say (DeskFixture *fixture, const BhdCaller *caller, const char *body);
BhMessage *desk_note (DeskFixture *fixture, const BhdCaller *caller, const char *body);
BhConversation *desk_look (DeskFixture *fixture); /* as mia sees it */
guint desk_count_notices (DeskFixture *fixture, const char *code);

/* Of the latest event of @type, NULL where there is none. */
BhdEvent *desk_last_event (DeskFixture *fixture, const char *type);

/* Time goes by. */
void desk_wait (DeskFixture *fixture, gint64 us);

/* Takes the run that is due after the debounce. */
BhdRun *desk_take_run (DeskFixture *fixture);
gboolean desk_finish_run (DeskFixture *fixture, const BhdRun *run, const BhdRunResult *result);

void desk_assert_error (DeskFixture *fixture, BhErrorCode code); /* and clears it */

#define DESK_TEST(path, function)                                                                  \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, function, desk_fixture_tear_down)
