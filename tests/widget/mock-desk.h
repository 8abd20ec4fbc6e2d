/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A stand-in for the daemon that does what a test says: the visitor's routes of PROTOCOL.md on a
 * port of their own, with the real widget's files, and failures at will.  One visitor. */
typedef struct _MockDesk MockDesk;

MockDesk *mock_desk_new (void);
void mock_desk_free (MockDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockDesk, mock_desk_free)

const char *mock_desk_origin (MockDesk *self); /* “http://127.0.0.1:1234” */

/* What happens at the desk.  Each writes the log and tells the feeds. */
void mock_desk_say (MockDesk *self, const char *author, const char *name, const char *body);
void mock_desk_answer (MockDesk *self, const char *id, const char *body, const char *sources);
/* With buttons below: @extra as in PROTOCOL.md; and with other ones later. */
void mock_desk_offer (MockDesk *self, const char *id, const char *body, const char *extra);
void mock_desk_amend (MockDesk *self, const char *id, const char *extra);
void mock_desk_notice (MockDesk *self, const char *code, const char *name, const char *body);
void mock_desk_set_status (MockDesk *self, const char *status, const char *operator_name);
void mock_desk_read (MockDesk *self); /* an operator has read all of it */

/* A conversation, which from now on is the one that is talked in. */
void mock_desk_begin (MockDesk *self, const char *id);

/* A frame without a number; and any bytes at all. */
void mock_desk_whisper (MockDesk *self, const char *type, const char *body);
void mock_desk_shout (MockDesk *self, const char *frame);
void mock_desk_repeat_last (MockDesk *self); /* the last event once more */

/* What the organisation decided about its widget, and what visitors may expect: records as in
 * PROTOCOL.md. */
void mock_desk_set_widget (MockDesk *self, const char *widget, const char *presence);

/* What goes wrong.  @calls is a glob over the method and the path of a request. */
void mock_desk_fail (MockDesk *self, const char *calls, guint status, const char *code, int times);
void mock_desk_cut_answer (MockDesk *self); /* of the next message: stored, but never answered */
void mock_desk_cut_no_more (MockDesk *self);
void mock_desk_drop_feeds (MockDesk *self); /* closes every socket */
void mock_desk_refuse_sockets (MockDesk *self, gboolean refuse);
void mock_desk_forget_log (MockDesk *self); /* nothing written so far can be replayed */
void mock_desk_end_sessions (MockDesk *self);
void mock_desk_hold (MockDesk *self, gboolean hold); /* messages are stored, their answers wait */

/* Requests whose path and query fit the glob @addresses wait from now on, all others go on; NULL:
 * all do. */
void mock_desk_delay (MockDesk *self, const char *addresses);
guint mock_desk_late (MockDesk *self); /* how many wait */

/* What has come. */
guint mock_desk_count (MockDesk *self, const char *author, const char *body);
guint mock_desk_feeds (MockDesk *self);
guint mock_desk_polls (MockDesk *self);
guint mock_desk_typings (MockDesk *self);
guint mock_desk_reads (MockDesk *self);          /* how often the visitor's mark came */
const char *mock_desk_metadata (MockDesk *self); /* of the last session, or "" */
const char *mock_desk_answers (MockDesk *self);  /* to the last form, but name and address */
const char *mock_desk_pressed (MockDesk *self);  /* what buttons below answers sent, by “|” */
const char *mock_desk_noted (MockDesk *self);    /* pages, identities and keys told, a line each */
const char *mock_desk_order (MockDesk *self);    /* the visitor's texts, joined by “|” */

/* The page that embeds the widget, on another port: another origin. */
typedef struct _MockShop MockShop;

MockShop *mock_shop_new (const char *html);
void mock_shop_free (MockShop *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockShop, mock_shop_free)
const char *mock_shop_origin (MockShop *self); /* “http://localhost:1235” */

G_END_DECLS
