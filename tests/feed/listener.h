/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/feed/hub-fixture.h"

/* The client's end of a parked socket. */
typedef struct
{
  int fd;
  GByteArray *bytes; /* that have come and are not read yet */
} Listener;

/* @contact_id: NULL for an operator.  The session is named “session of CONTACT” or “of desk”. */
Listener *listener_new (HubFixture *fixture, const char *contact_id);
Listener *listener_new_until (HubFixture *fixture, const char *contact_id, gint64 expires_us);
Listener *listener_new_early (HubFixture *fixture, const char *early_text);
Listener *
listener_new_poll (HubFixture *fixture, const char *contact_id, gint64 after, guint wait_s);
void listener_free (Listener *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

void listener_write (Listener *self, const char *frames); /* as client_frames_new() reads them */
void listener_write_bytes (Listener *self, const GByteArray *bytes);
void listener_resume (Listener *self, gint64 after); /* -1: from now */

/* Waits for one frame.  Returns: (transfer full): its text; “ping …”, “pong …”, “close CODE …” for
 * control frames; “end” where the socket was closed. */
char *listener_next (Listener *self);

/* The next frame is exactly this, once. */
void listener_expect (Listener *self, const char *expected);
void listener_expect_event (Listener *self, gint64 seq, gboolean desk);

/* Waits for the end, a poll's whole answer.  Returns: (transfer full) */
char *listener_read_all (Listener *self);
