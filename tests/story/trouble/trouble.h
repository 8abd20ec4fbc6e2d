/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/process/bht-proxy.h"

G_BEGIN_DECLS

/* A console without its window, in this process, beside the real daemon, with a network between
 * them that can be cut.  Mia (an owner) has claimed Ada's conversation.  Every function waits for
 * what it says and fails where that does not come. */
typedef struct
{
  BhtBellhopd *daemon;
  BhtProxy *proxy;
  char *directory;
  BhcDesk *desk;      /* Mia's console */
  BhtApi *mia;        /* the same person, by another way */
  BhtApi *ada;        /* the visitor */
  char *conversation; /* hers */
} Trouble;

void trouble_set_up (Trouble *self, gconstpointer unused);
void trouble_set_up_in (Trouble *self, char *directory); /* (transfer full): Mia's files */
void trouble_tear_down (Trouble *self, gconstpointer unused);

void trouble_sign_in (Trouble *self, const char *password);
void trouble_sign_in_as (Trouble *self, const char *email, const char *password);
void trouble_close (Trouble *self);  /* the program ends */
void trouble_reopen (Trouble *self); /* the program ends and is started again, signed out */
void trouble_wait_online (Trouble *self);

/* TRUE: the console is offline when it returns; FALSE: online again. */
void trouble_cut (Trouble *self, gboolean cut);

void trouble_ada_says (Trouble *self, const char *text);
void trouble_mia_writes (Trouble *self, const char *conversation, const char *text); /* and sends */
void trouble_mia_drafts (Trouble *self, const char *conversation, const char *text);
char *trouble_read_draft (Trouble *self, const char *conversation);
void trouble_wait_sent (Trouble *self); /* nothing waits any more */
void trouble_wait_shown (Trouble *self, const char *text);

/* As a view does that is not full: what the console forgot is fetched when it is wanted. */
void trouble_go_up_to (Trouble *self, const char *text);

/* Ada's transcript, or that of @conversation, has the message in that state (what was seen is
 * stored). */
void trouble_wait_delivery (Trouble *self,
                            const char *conversation,
                            const char *text,
                            BhcDelivery delivery);
void trouble_send_again (Trouble *self, const char *conversation, const char *text);

/* The daemon's state is put aside, and later put back in the place of what it has become.  The
 * daemon is stopped and started meanwhile. */
void trouble_back_up (Trouble *self);
void trouble_restore (Trouble *self);

/* While the daemon is stopped: runs SQL on its database. */
void trouble_alter (Trouble *self, const char *sql);

/* The console shows what the daemon has: the same conversations, the same words in Ada's. */
void trouble_assert_same (Trouble *self);

/* The reason for which the only message that waits there was refused. */
char *trouble_read_refusal (Trouble *self, const char *conversation);

G_END_DECLS
