/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/api/bhd-api-chat.h"
#include "server/http/feed/waiting/bhd-waiter.h"
#include "server/http/headless/bhd-error-form.h"
#include "server/http/headless/bhd-returns.h"

G_BEGIN_DECLS

typedef struct _BhdTalk BhdTalk;

/* One form in which answers are told; functions write what stands in the body. */
typedef struct
{
  const char *media_type;
  const char *header; /* (nullable) one more, “Name: value\r\n” */
  const BhdErrorForm *errors;
  gboolean streams; /* told as it comes; else only .done, and errors have their status */
  gboolean appends; /* its clients put the pieces together and have nothing else */
  void (*begin) (const BhdTalk *talk, GString *out);
  void (*piece) (const BhdTalk *talk, const char *text, GString *out);
  void (*done) (const BhdTalk *talk, const BhdApiOutcome *outcome, GString *out);
  void (*fail) (const BhdTalk *talk, const GError *error, GString *out);
} BhdTongue;

/* A question and the client that waits for its answer.  The handler of a route fills the first
 * half, in its turn; what follows is of the connection. */
struct _BhdTalk
{
  const BhdTongue *tongue;
  BhdApiPlace place;  /* without a conversation: the question below stands alone */
  char *question;     /* (nullable) */
  GPtrArray *history; /* (nullable) of BhMessage, what was said before it */
  char *name;         /* of the answer */
  gint64 created_s;
  gboolean with_usage;

  BhdFront *front;
  BhdReturns *returns; /* (nullable): the connection ends with the answer */
  gboolean chunked;
  char *head;       /* what every answer carries: “Name: value\r\n…” */
  char *request_id; /* for errors */

  GString *said; /* feed thread only: what the client has of the answer */
  glong said_chars;
  gboolean retold; /* what it had before was taken back */
};

BhdTalk *bhd_talk_new (void);
void bhd_talk_free (BhdTalk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdTalk, bhd_talk_free)

/* Whether the answer is to be found in a conversation. */
gboolean bhd_talk_is_stored (const BhdTalk *self);

const BhdWaiterKind *bhd_talk_kind (const BhdTalk *self);

G_END_DECLS
