/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/gate/bhd-connection.h"

G_BEGIN_DECLS

/* What the two streams of a connection do; none of it blocks. */
gssize bhd_connection_read (BhdConnection *self, void *buffer, gsize count, GError **error);
gboolean bhd_connection_has_input (BhdConnection *self); /* a read would not block, as far as known
                                                            without asking the socket */
gssize bhd_connection_write (BhdConnection *self, const void *buffer, gsize count, GError **error);
gboolean bhd_connection_flush (BhdConnection *self);

/* libsoup starts to wait. */
void bhd_connection_note_wait (BhdConnection *self);

/* Whether new bytes from the client are wanted now. */
gboolean bhd_connection_wants_input (BhdConnection *self);
int bhd_connection_fd (BhdConnection *self);

GInputStream *bhd_connection_input_new (BhdConnection *connection);
GOutputStream *bhd_connection_output_new (BhdConnection *connection);
void bhd_connection_input_forget (GInputStream *stream);
void bhd_connection_output_forget (GOutputStream *stream);

/* A source that fires when @connection can be read or written, for the stream @object. */
GSource *
bhd_connection_source_new (BhdConnection *connection, GObject *object, GIOCondition condition);

G_END_DECLS
