/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/feed/bhd-topic.h"

G_BEGIN_DECLS

/* What one subscriber hears, and when: resuming from memory or from the log, then the news, in
 * order, each once.  Every function leaves the subscriber consistent, perhaps CLOSING or .broken;
 * what the socket then needs is the thread's business.  One feed thread only. */

/* @after: the last number the client has, or BHD_FROM_NOW. */
void bhd_stream_resume (BhdSubscriber *self, gint64 after);

/* The topic is ready, or the socket takes more again. */
void bhd_stream_go_on (BhdSubscriber *self);
void bhd_stream_take_page (BhdSubscriber *self, const BhdPage *page);

/* Something without a number; lost where the socket is behind. */
void bhd_stream_whisper (BhdSubscriber *self, BhdNews *news);

/* A client's text message. */
void bhd_stream_listen (BhdSubscriber *self, const GString *text);

/* Says the last thing: a close frame, or a poll's answer without news. */
void bhd_stream_end (BhdSubscriber *self, guint16 code, const char *reason);

G_END_DECLS
