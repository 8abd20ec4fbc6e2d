/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/headless/bhd-talk.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "server/http/headless/bhd-overheard.h"

#include <string.h>

BhdTalk *
bhd_talk_new (void)
{
  BhdTalk *self = g_new0 (BhdTalk, 1);

  self->name = bh_id_new ();
  self->created_s = bh_clock_now_us () / BH_SECOND;
  self->said = g_string_new (NULL);
  return self;
}

void
bhd_talk_free (BhdTalk *self)
{
  bhd_api_place_clear (&self->place);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->returns, bhd_returns_unref);
  g_string_free (self->said, TRUE);
  g_free (self->question);
  g_free (self->name);
  g_free (self->head);
  g_free (self->request_id);
  g_free (self);
}

gboolean
bhd_talk_is_stored (const BhdTalk *self)
{
  return self->place.conversation_id != NULL;
}

static void
append_date (GString *out)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

  g_string_append_printf (
      out, "Date: %s, %02d %s %d %02d:%02d:%02d GMT\r\n",
      days[g_date_time_get_day_of_week (now) - 1], g_date_time_get_day_of_month (now),
      months[g_date_time_get_month (now) - 1], g_date_time_get_year (now),
      g_date_time_get_hour (now), g_date_time_get_minute (now), g_date_time_get_second (now));
}

static void
append_head (const BhdTalk *self, guint status, const char *media_type, GString *out)
{
  static const struct
  {
    guint status;
    const char *reason;
  } reasons[] = { { 200, "OK" }, { 404, "Not Found" }, { 503, "Service Unavailable" } };
  const char *reason = "Internal Server Error";

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].status == status)
      reason = reasons[i].reason;
  g_string_append_printf (out, "HTTP/1.1 %u %s\r\nContent-Type: %s\r\nConnection: %s\r\n", status,
                          reason, media_type, self->returns != NULL ? "keep-alive" : "close");
  append_date (out);
  g_string_append (out, self->head);
  if (status == 503)
    g_string_append (out, "Retry-After: 5\r\n");
}

static void
append_whole (const BhdTalk *self, guint status, const char *body, GString *out)
{
  append_head (self, status, "application/json; charset=utf-8", out);
  g_string_append_printf (
      out, "Cache-Control: no-store\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
      strlen (body), body);
}

/* A piece of a body whose length nobody knows beforehand. */
static void
append_chunk (const BhdTalk *self, const GString *bytes, GString *out)
{
  if (bytes->len == 0)
    return;
  if (self->chunked)
    g_string_append_printf (out, "%" G_GSIZE_MODIFIER "x\r\n", bytes->len);
  g_string_append_len (out, bytes->str, (gssize) bytes->len);
  if (self->chunked)
    g_string_append (out, "\r\n");
}

static void
talk_begin (gpointer talk, GString *out)
{
  BhdTalk *self = talk;
  g_autoptr (GString) bytes = g_string_new (NULL);

  if (!self->tongue->streams)
    return;
  append_head (self, 200, self->tongue->media_type, out);
  g_string_append (out, "Cache-Control: no-store, no-transform\r\nX-Accel-Buffering: no\r\n");
  if (self->tongue->header != NULL)
    g_string_append (out, self->tongue->header);
  if (self->chunked)
    g_string_append (out, "Transfer-Encoding: chunked\r\n");
  g_string_append (out, "\r\n");
  self->tongue->begin (self, bytes);
  append_chunk (self, bytes, out);
}

/* Says a piece, and parts it from what can no longer be taken back. */
static void
write_piece (BhdTalk *self, const char *text, GString *bytes)
{
  if (*text == '\0')
    return;
  if (self->retold && self->tongue->appends)
    self->tongue->piece (self, "\n\n", bytes);
  self->retold = FALSE;
  self->tongue->piece (self, text, bytes);
  g_string_append (self->said, text);
  self->said_chars += g_utf8_strlen (text, -1);
}

static void
take_back_words (BhdTalk *self)
{
  self->retold = self->retold || self->said->len > 0;
  g_string_truncate (self->said, 0);
  self->said_chars = 0;
}

static void
tell (BhdTalk *self, const char *text, GString *out)
{
  g_autoptr (GString) bytes = g_string_new (NULL);

  if (!self->tongue->streams)
    return;
  write_piece (self, text, bytes);
  append_chunk (self, bytes, out);
}

/* A piece that does not follow what the client has comes to it with the whole. */
static gboolean
talk_hear (gpointer talk, const char *frame, gsize length, GString *out)
{
  BhdTalk *self = talk;
  g_auto (BhdOverheard) heard = { NULL };

  if (!bhd_overheard_read (&heard, frame, length) ||
      g_strcmp0 (heard.conversation_id, self->place.conversation_id) != 0)
    return FALSE;
  if (g_strcmp0 (heard.type, "ai.discarded") == 0)
    {
      take_back_words (self);
      return TRUE;
    }
  if (g_strcmp0 (heard.type, "ai.delta") == 0 && heard.text != NULL &&
      heard.offset == self->said_chars)
    tell (self, heard.text, out);
  return FALSE;
}

static gpointer
talk_look (BhdTurn *turn, gpointer talk, GError **error)
{
  BhdTalk *self = talk;

  return bhd_api_chat_look (turn, &self->place, error);
}

/* What of the answer the client has not got. */
static void
write_rest (BhdTalk *self, const char *message, GString *bytes)
{
  if (!g_str_has_prefix (message, self->said->str))
    g_string_truncate (self->said, strlen (g_strchomp (self->said->str)));
  if (!g_str_has_prefix (message, self->said->str))
    take_back_words (self);
  message += self->said->len;
  if (self->tongue->appends || !self->retold)
    write_piece (self, message, bytes);
}

static void
end_stream (BhdTalk *self, const BhdApiOutcome *outcome, const GError *error, GString *out)
{
  g_autoptr (GString) bytes = g_string_new (NULL);

  if (outcome != NULL)
    {
      write_rest (self, outcome->message, bytes);
      self->tongue->done (self, outcome, bytes);
    }
  else
    self->tongue->fail (self, error, bytes);
  append_chunk (self, bytes, out);
  if (self->chunked)
    g_string_append (out, "0\r\n\r\n");
}

static void
talk_end (gpointer talk, gpointer result, const GError *error, GString *out)
{
  BhdTalk *self = talk;
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autofree char *failure = NULL;

  if (self->tongue->streams)
    {
      end_stream (self, result, error, out);
      return;
    }
  if (result != NULL)
    {
      self->tongue->done (self, result, bytes);
      append_whole (self, 200, bytes->str, out);
      return;
    }
  failure = bhd_error_form_write (self->tongue->errors, error, self->request_id);
  append_whole (self, bh_error_status (error), failure, out);
}

static gboolean
talk_keeps (gpointer talk)
{
  const BhdTalk *self = talk;

  return self->returns != NULL && bhd_returns_are_open (self->returns);
}

static void
talk_give_back (gpointer talk, int fd)
{
  const BhdTalk *self = talk;

  bhd_returns_give (self->returns, self->front, fd);
}

#define COMMON                                                                                     \
  .begin = talk_begin, .hear = talk_hear, .end = talk_end, .keeps = talk_keeps,                    \
  .give_back = talk_give_back, .free = (GDestroyNotify) bhd_talk_free,                             \
  .free_result = (GDestroyNotify) bhd_api_outcome_free

static const BhdWaiterKind stored = { COMMON, .look = talk_look };
static const BhdWaiterKind alone = { COMMON };

const BhdWaiterKind *
bhd_talk_kind (const BhdTalk *self)
{
  return bhd_talk_is_stored (self) ? &stored : &alone;
}
