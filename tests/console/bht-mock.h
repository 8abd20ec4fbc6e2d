/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "common/bh-error.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define BHT_TOKEN "the-token"
#define BHT_ME "0190a0a0-0000-7000-8000-0000000000aa"
#define BHT_COLLEAGUE "0190a0a0-0000-7000-8000-0000000000bb"

/* A daemon of a few hundred lines in the test's own process: the desk's half of PROTOCOL.md with
 * everything in memory, and switches for what can go wrong. */
typedef struct _BhtMock BhtMock;

/* What a test adds to the desk's routes.  @path: the parts behind /v1/desk/; @body (nullable): an
 * object; @bytes: as they came.  FALSE: not mine. */
typedef struct
{
  SoupServerMessage *message;
  const char *method;
  char **path;
  GHashTable *query; /* (nullable) */
  JsonObject *body;  /* (nullable) */
  GBytes *bytes;
} BhtRequest;
typedef gboolean (*BhtMockExtra) (BhtMock *self, const BhtRequest *request, gpointer data);

struct _BhtMock
{
  SoupServer *server;
  guint port;
  char *url;
  GPtrArray *log;            /* char *: event frames; the first has seq 1 */
  guint floor;               /* events up to this one, but never the last, are no longer told */
  GHashTable *conversations; /* id → BhtTalk */
  GPtrArray *sockets;        /* SoupWebsocketConnection */
  GPtrArray *polls;          /* BhtPoll: held long polls */
  gboolean ends_sign_ins;    /* every token is answered 401 */
  gboolean blocks_sockets;   /* answers them 403, as a proxy would */
  gboolean swallows_answers; /* stores a message and hangs up instead of answering */
  gboolean holds_live;       /* never says that the replay is over */
  guint refuse_posts;        /* HTTP status for messages, 0: take them */
  guint fail_posts;          /* so many times 503 before taking one */
  guint n_posts, n_pages, n_lists, n_resumes;
  guint page;            /* conversations in an answer */
  const char *role;      /* of the operator */
  const char *directory; /* (nullable) what the team shares: JSON */
  guint n_directories;   /* times it was asked for */
  BhtMockExtra extra;    /* (nullable) */
  gpointer extra_data;
};

typedef struct
{
  BhConversation *record;
  GPtrArray *messages; /* BhMessage in order */
} BhtTalk;

BhtMock *bht_mock_new (void);
void bht_mock_free (BhtMock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtMock, bht_mock_free)

/* Closes the port and every connection; and opens the same port again. */
void bht_mock_go_away (BhtMock *self);
void bht_mock_come_back (BhtMock *self);

/* What visitors and colleagues do: each writes an event. */
const char *bht_mock_open (BhtMock *self, const char *name); /* a conversation: its id */
const BhMessage *
bht_mock_say (BhtMock *self, const char *conversation, BhAuthor author, const char *body);
const BhMessage *bht_mock_store (BhtMock *self, BhMessage *fields); /* a message with an id */
void bht_mock_change (BhtMock *self,
                      const char *conversation,
                      BhStatus status,
                      const char *assignee /* (nullable) id */);
void bht_mock_mark (BhtMock *self, /* the visitor has read, and rated it (0: has not) */
                    const char *conversation,
                    gint64 read_seq,
                    gint64 score);
void bht_mock_erase (BhtMock *self, const char *conversation); /* without an event */

/* An event that belongs to no conversation.  @body: JSON. */
void bht_mock_publish (BhtMock *self, const char *type, const char *body);
void bht_mock_tell (BhtMock *self, const char *frame); /* as it is, to every socket */

BhtTalk *bht_mock_get (BhtMock *self, const char *conversation);
gint64 bht_mock_seq (BhtMock *self);

/* What a colleague has said behind @seen_seq.  (nullable) */
const BhMessage *bht_mock_find_answer (BhtTalk *talk, gint64 seen_seq);

/* For what a test adds. */
void bht_mock_answer (SoupServerMessage *message, guint status, const char *json);
void bht_mock_refuse (SoupServerMessage *message, BhErrorCode code, const char *text);

/* For bht-mock.c: the HTTP side. */
void bht_mock_serve (BhtMock *self);
void bht_mock_wake_polls (BhtMock *self);
void bht_mock_drop_polls (BhtMock *self);

G_END_DECLS
