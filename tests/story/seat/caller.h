/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

G_BEGIN_DECLS

/* A visitor on a site, who talks to the daemon as the widget does. */
typedef struct
{
  BhtApi *api;
  char *conversation;
  char *path; /* of it, for who sits at the desk */
} Caller;

Caller *caller_new (BhtBellhopd *daemon, const char *name);
void caller_free (Caller *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Caller, caller_free)

void caller_says (Caller *self, const char *words);
void caller_wants_person (Caller *self);

/* An operator besides Mia: name@example.org.  Returns: a client with a token of theirs */
BhtApi *desk_hire (BhtBellhopd *daemon, const char *email, const char *name, const char *role);

/* Until the answer to GET @path holds @part. */
void desk_await (BhtApi *api, const char *path, const char *part);

/* The string or number of the conversation as the desk sees it. */
gint64 desk_read_us (BhtApi *api, const Caller *caller, const char *field);

G_END_DECLS
