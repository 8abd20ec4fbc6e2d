/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A network between a client and the daemon that can be cut, or slow down what the daemon pushes.
 */
typedef struct _BhtProxy BhtProxy;

BhtProxy *bht_proxy_new (const char *url); /* in front of this one */
void bht_proxy_free (BhtProxy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtProxy, bht_proxy_free)
const char *bht_proxy_url (BhtProxy *self);

/* TRUE: every connection ends and new ones are ended at once, until FALSE. */
void bht_proxy_cut (BhtProxy *self, gboolean cut);

/* TRUE: connections stay and are accepted, but nothing comes through, until FALSE. */
void bht_proxy_stall (BhtProxy *self, gboolean stall);

/* The connections there are stay open for ever, and nothing comes through any more; new ones are as
 * good as ever: as after a sleep, or where a router has forgotten them. */
void bht_proxy_forget (BhtProxy *self);

/* TRUE: requests reach the daemon, and their connections end before the answer, until FALSE. */
void bht_proxy_lose_answers (BhtProxy *self, gboolean lose);

/* TRUE: feeds hear nothing more, other requests are answered as ever, until FALSE. */
void bht_proxy_hold_feeds (BhtProxy *self, gboolean hold);

/* So many bytes more come through of what is sent by PUT, as pieces of files are, and then none;
 * below 0: as many as there are. */
void bht_proxy_ration (BhtProxy *self, int bytes);

G_END_DECLS
