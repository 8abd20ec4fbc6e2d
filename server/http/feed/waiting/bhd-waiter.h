/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/feed/bhd-replayer.h"
#include "server/http/feed/bhd-topic.h"

G_BEGIN_DECLS

/* A client that waits for one answer, parked as the feed's are: what happens in its conversation is
 * only the sign to look how things stand, so nothing can be missed.  What is looked at, and in what
 * words it is told, is the kind's; the kind's functions run on the feed thread but for look().
 * They write bytes for the wire behind @out. */
struct _BhdWaiterKind
{
  void (*begin) (gpointer talk, GString *out);

  /* A frame without a number.  Returns: whether it is a sign to look. */
  gboolean (*hear) (gpointer talk, const char *frame, gsize length, GString *out);

  /* On the replayer's thread.  Returns: (transfer full) (nullable): NULL without @error where
   * nothing is decided yet; NULL function: it is told by bhd_hub_answer(). */
  gpointer (*look) (BhdTurn *turn, gpointer talk, GError **error);

  /* The last words.  @result: (nullable): then @error says why. */
  void (*end) (gpointer talk, gpointer result, const GError *error, GString *out);

  /* All is said: whether the connection goes on, and who takes it then. */
  gboolean (*keeps) (gpointer talk);
  void (*give_back) (gpointer talk, int fd);

  GDestroyNotify free;
  GDestroyNotify free_result;
};

/* What happens to a subscriber that is one; see bhd-stream.h. */
void bhd_waiter_begin (BhdSubscriber *self);
void bhd_waiter_go_on (BhdSubscriber *self);
void bhd_waiter_take_page (BhdSubscriber *self, BhdPage *page);
void bhd_waiter_whisper (BhdSubscriber *self, BhdNews *news);
void bhd_waiter_tell (BhdSubscriber *self, const char *frame, gsize length);
void bhd_waiter_answer (BhdSubscriber *self, gpointer result); /* takes it */
void bhd_waiter_fail (BhdSubscriber *self, const char *reason);

/* Its time is up, or there may be something to see that made no noise. */
void bhd_waiter_look_after (BhdSubscriber *self, gint64 now_us);
gint64 bhd_waiter_next_due (const BhdSubscriber *self, gint64 now_us);

G_END_DECLS
