/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"
#include "tests/console/bht-mock.h"

G_BEGIN_DECLS

/* A desk in a directory of its own beside a daemon in memory. */
typedef struct
{
  BhtMock *mock;
  char *directory;
  BhcDesk *desk;
} BhtDesk;

void bht_desk_set_up (BhtDesk *fixture, gconstpointer data);
void bht_desk_tear_down (BhtDesk *fixture, gconstpointer data);

/* Signs in and waits until the desk has everything.  @remember: in the keyring, a file that only
 * tests use. */
void bht_desk_sign_in (BhtDesk *fixture, gboolean remember);

/* Ends the desk as closing the program does; and makes another for the same directory. */
void bht_desk_close (BhtDesk *fixture);
void bht_desk_reopen (BhtDesk *fixture);

/* The row's text by position; NULL where there is none. */
const char *bht_body_at (BhcTranscript *transcript, guint position);
BhcDelivery bht_delivery_at (BhcTranscript *transcript, guint position);
guint bht_count (gpointer model);

#define BHT_ADD_DESK(name, function)                                                               \
  g_test_add (name, BhtDesk, NULL, bht_desk_set_up, function, bht_desk_tear_down)

G_END_DECLS
