/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/widget/mock-desk.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *status;
  char *operator_name; /* (nullable) */
  int unread;
  gint64 operator_read_seq;
  int score; /* 0: not rated */
  gint64 seq;
  gint64 updated_us;
} MockConversation;

typedef struct
{
  gint64 seq;
  char *id;
  char *conversation;
  char *author;
  char *body;
  char *json;
} MockMessage;

#define MOCK_ORGANIZATION                                                                          \
  "\"organization\":{\"id\":\"o1\",\"slug\":\"demo\",\"name\":\"Northwind Cycles\","               \
  "\"greeting\":\"Hello\",\"ai_enabled\":true,\"ai_name\":\"Bell\"}"

struct _MockDesk
{
  SoupServer *server;
  char *origin;
  gint64 seq;
  gint64 forgotten; /* up to here the log is gone */
  char *token;      /* (nullable) of the one session */
  char *metadata;
  char *answers;
  char *widget, *presence; /* JSON: what the organisation decided, and who is there */
  GString *noted;
  GString *pressed;
  GPtrArray *conversations; /* oldest first; the last one is talked in */
  GPtrArray *messages;
  GPtrArray *events; /* texts of the frames, by seq - 1; NULL where a number is not the visitor's */
  GPtrArray *sockets;
  GPtrArray *polls; /* messages that wait */
  GPtrArray *held;
  char *delayed; /* (nullable): glob */
  GPtrArray *late;
  guint poll_count, typing_count, read_count;
  gboolean refuse_sockets, hold;
  int cuts;
  char *failing; /* glob */
  guint fail_status;
  char *fail_code;
  int fail_times;
};

MockConversation *mock_desk_conversation (MockDesk *self, const char *id); /* NULL id: the latest */
MockConversation *mock_desk_open (MockDesk *self, const char *id);
MockMessage *mock_desk_store (MockDesk *self,
                              const char *id,
                              const char *author,
                              const char *name,
                              const char *notice,
                              const char *body,
                              const char *sources);
MockMessage *mock_desk_find (MockDesk *self, const char *id);
char *mock_desk_conversation_json (MockDesk *self, const MockConversation *conversation);

/* What is left unread of a conversation, and how the visitor rated it; 0: as it was. */
void mock_desk_mark (MockDesk *self, const char *id, int unread, int score);

void mock_desk_add_routes (MockDesk *self);
void mock_desk_note_member (MockDesk *self, JsonObject *body, const char *name);
void mock_desk_add_loader (MockDesk *self);
void mock_desk_add_feed (MockDesk *self);
void mock_desk_tell (MockDesk *self); /* the waiting polls, of a new event */

G_END_DECLS
