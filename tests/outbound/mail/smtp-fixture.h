/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/outbound/mail/bhd-mail-account.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A real mail server as a process of its own (smtp-server.py), and our account with it. */
typedef struct
{
  GSubprocess *process;
  GDataInputStream *letters;
  char *folder;
  guint16 port;
  BhdMailAccount account;
} SmtpFixture;

/* @words: what the server does, split at blanks (nullable).  With “starttls” the account demands
 * TLS and trusts the server's certificate; with “auth” it signs in. */
void smtp_fixture_set_up (SmtpFixture *self, const char *words);
void smtp_fixture_tear_down (SmtpFixture *self);

/* The next letter the server took.  Blocks.  Returns: (transfer full) */
JsonObject *smtp_fixture_next (SmtpFixture *self);

G_END_DECLS
