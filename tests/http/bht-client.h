/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/http/bht-daemon.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* An HTTP client of plain sockets, so that it can misbehave.  Everything ends after ten seconds. */

typedef struct
{
  guint status; /* 0: the connection was closed without an answer */
  char *head;
  char *body;
  JsonNode *json; /* (nullable): the body is no JSON */
} BhtAnswer;

void bht_answer_free (BhtAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtAnswer, bht_answer_free)

char *bht_answer_header (const BhtAnswer *self, const char *name); /* (nullable) */
JsonObject *bht_answer_object (const BhtAnswer *self);
const char *bht_answer_code (const BhtAnswer *self); /* of an error; "" otherwise */

/* Fails the test unless it is a whole error: status, code, text, the request's id in body and head.
 */
void bht_answer_assert_error (const BhtAnswer *self, guint status, const char *code);

/* One request on a connection of its own.  @token, @headers (“Name: value\r\n”) and @body are
 * nullable. */
BhtAnswer *bht_call (BhtDaemon *daemon,
                     const char *method,
                     const char *path,
                     const char *token,
                     const char *headers,
                     const char *body);
BhtAnswer *
bht_call_local (BhtDaemon *daemon, const char *method, const char *path, const char *body);

int bht_connect (BhtDaemon *daemon);
int bht_connect_local (BhtDaemon *daemon);
void bht_send (int fd, const char *bytes, gssize length);

/* Reads one answer, and no byte behind it.  @head_only: to a HEAD. */
BhtAnswer *bht_receive (int fd, gboolean head_only);

/* Whether the other side closes. */
gboolean bht_is_closed (int fd);

G_END_DECLS
