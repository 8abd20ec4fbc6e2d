/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-read-marks.h"
#include "server/desk/flow/bhd-desk-settings.h"
#include "server/desk/flow/bhd-due.h"
#include "server/desk/flow/bhd-line.h"
#include "server/desk/flow/bhd-sorting.h"
#include "server/desk/flow/bhd-transfers.h"
#include "tests/desk/desk-fixture.h"

/* Labels and teams of acme; the third of each is rival's. */
#define VIP "00000000-0000-7000-8000-000000000001"
#define REFUND "00000000-0000-7000-8000-000000000002"
#define RIVALS_LABEL "00000000-0000-7000-8000-000000000003"
#define BILLING "00000000-0000-7000-8000-000000000011"
#define REPAIRS "00000000-0000-7000-8000-000000000012"
#define RIVALS_TEAM "00000000-0000-7000-8000-000000000013"

void flow_furnish (DeskFixture *fixture);

#define FLOW_TEST(path, function)                                                                  \
  g_test_add (path, DeskFixture, NULL, flow_set_up, function, desk_fixture_tear_down)
void flow_set_up (DeskFixture *fixture, gconstpointer data);

void flow_disable (DeskFixture *fixture, const BhdCaller *operator);

/* Each fails the test where the desk refuses.  (transfer full) */
BhConversation *flow_want (DeskFixture *fixture);
BhConversation *flow_claim (DeskFixture *fixture, const BhdCaller *operator);
BhConversation *flow_snooze (DeskFixture *fixture, gint64 until_us);
BhConversation *flow_sort (DeskFixture *fixture, const BhdSorting *sorting);
BhConversation *
flow_transfer (DeskFixture *fixture, const BhdCaller *operator, const BhdTransfer * transfer);
BhConversation *flow_resolve (DeskFixture *fixture);
BhMessage *flow_mention (DeskFixture *fixture, const BhdCaller *author, const char *operator_id);

/* Another conversation of @visitor's that waits.  Returns: (transfer full): its id */
char *flow_queue (DeskFixture *fixture, const BhdCaller *visitor);

void flow_set (DeskFixture *fixture, gint64 claim_timeout_s, gint64 auto_resolve_h);

/* What is due happens. */
void flow_pass (DeskFixture *fixture);

gint64 flow_count (DeskFixture *fixture, const char *sql);
