/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A client of the HTTP interface for tests: one kept-alive connection, used by one thread. */
typedef struct _BhtApi BhtApi;

BhtApi *bht_api_new (const char *url, const char *token); /* @token (nullable) */
void bht_api_free (BhtApi *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtApi, bht_api_free)

/* @body: JSON (nullable).  @answer: (out) (transfer full) (optional) (nullable): the root object.
 * Returns: the HTTP status, or 0 where no answer came. */
guint bht_api_call (BhtApi *self,
                    const char *method,
                    const char *path,
                    const char *body,
                    JsonNode **answer);

/* The same with raw bytes. */
guint bht_api_send_bytes (BhtApi *self,
                          const char *method,
                          const char *path,
                          GBytes *bytes,
                          JsonNode **answer);

/* The same, where only @status will do. */
JsonNode *
bht_api_expect (BhtApi *self, const char *method, const char *path, const char *body, guint status);

/* A visitor of organisation “demo” with a session: their own client. */
BhtApi *bht_api_new_visitor (const char *url, const char *name);

/* Opens a conversation.  Returns: (transfer full): its id */
char *bht_api_open_conversation (BhtApi *visitor);

/* Posts @text under @id (nullable: a new one).  Returns: the HTTP status, or 0. */
guint bht_api_say (BhtApi *self,
                   const char *side,
                   const char *conversation,
                   const char *id,
                   const char *text);

/* The string at “a.b.c” of @node; fails the test where there is none. */
const char *bht_json_string (JsonNode *node, const char *path);
gint64 bht_json_int (JsonNode *node, const char *path);

G_END_DECLS
