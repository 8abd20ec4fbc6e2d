/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/widget/mock-desk-private.h"

G_BEGIN_DECLS

/* One request to the mock desk's routes, and what comes of it. */
typedef struct
{
  MockDesk *desk;
  SoupServerMessage *message;
  const char *path; /* behind the prefix */
  GHashTable *query;
  JsonObject *body;
} MockCall;

void mock_call_answer (MockCall *call, guint status, const char *json);

/* Keeps what was pressed, see mock_desk_pressed(). */
void mock_call_note (MockCall *call, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Routes: the list of conversations, and the form outside hours. */
void mock_inbox_list (MockCall *call, const char *rest);
void mock_inbox_write_offline (MockCall *call, const char *rest);
char *mock_inbox_open_session (MockCall *call, const char *members); /* its answer, with @members */

/* Routes: what comes with a conversation. */
void mock_care_read (MockCall *call, const char *id);
void mock_care_rate (MockCall *call, const char *id);
void mock_care_download (MockCall *call, const char *id);
void mock_care_mail (MockCall *call, const char *id);

G_END_DECLS
