/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <string.h>

#include "server/agent/models/bhd-sse.h"

#define NAMED(literal) (literal), sizeof (literal) - 1

static gboolean
refuse (const char *what, gsize most, GError **error)
{
  g_set_error (error, BH_ERROR, BH_ERROR_TOO_LARGE,
               "the stream of events cannot be read: %s has more than %lu bytes", what,
               (gulong) most);
  return FALSE;
}

static gboolean
add_data (BhdSse *self, const char *value, gsize length, GError **error)
{
  if (self->data->len + length + 1 > BHD_SSE_MAX_EVENT)
    return refuse ("an event", BHD_SSE_MAX_EVENT, error);
  if (self->has_data)
    g_string_append_c (self->data, '\n');
  g_string_append_len (self->data, value, (gssize) length);
  self->has_data = TRUE;
  return TRUE;
}

static gboolean
is_field (const char *line, gsize length, const char *name, gsize name_length)
{
  return length == name_length && memcmp (line, name, length) == 0;
}

static gboolean
read_field (BhdSse *self, const char *line, gsize length, GError **error)
{
  const char *colon = memchr (line, ':', length);
  gsize name_length = colon != NULL ? (gsize) (colon - line) : length;
  const char *value = colon != NULL ? colon + 1 : line + length;
  gsize left = length - (gsize) (value - line);

  if (left > 0 && *value == ' ')
    {
      value++;
      left--;
    }
  if (is_field (line, name_length, NAMED ("data")))
    return add_data (self, value, left, error);
  if (is_field (line, name_length, NAMED ("event")))
    {
      g_string_truncate (self->event, 0);
      g_string_append_len (self->event, value, (gssize) left);
    }
  return TRUE;
}

static gboolean
end_event (BhdSse *self, BhdSseFunc func, gpointer user_data, GError **error)
{
  gboolean goes_on = TRUE;

  if (self->has_data)
    goes_on = func (self->event->len > 0 ? self->event->str : "message", self->data->str,
                    self->data->len, user_data, error);
  g_string_truncate (self->data, 0);
  g_string_truncate (self->event, 0);
  self->has_data = FALSE;
  return goes_on;
}

static gboolean
end_line (BhdSse *self, BhdSseFunc func, gpointer user_data, GError **error)
{
  gboolean marked = !self->begun && g_str_has_prefix (self->line->str, "\xef\xbb\xbf");
  const char *line = self->line->str + (marked ? 3 : 0);
  gsize length = self->line->len - (marked ? 3 : 0);
  gboolean goes_on = TRUE;

  self->begun = TRUE;
  if (length == 0)
    goes_on = end_event (self, func, user_data, error);
  else if (*line != ':')
    goes_on = read_field (self, line, length, error);
  g_string_truncate (self->line, 0);
  return goes_on;
}

/* Bytes up to the next end of a line. */
static gsize
count_plain (const char *bytes, gsize length)
{
  gsize n = 0;

  while (n < length && bytes[n] != '\n' && bytes[n] != '\r')
    n++;
  return n;
}

static void
begin (BhdSse *self)
{
  if (self->line != NULL)
    return;
  self->line = g_string_new (NULL);
  self->data = g_string_new (NULL);
  self->event = g_string_new (NULL);
}

gboolean
bhd_sse_feed (BhdSse *self,
              const char *bytes,
              gsize length,
              BhdSseFunc func,
              gpointer user_data,
              GError **error)
{
  begin (self);
  self->total += length;
  if (self->total > BHD_SSE_MAX_TOTAL)
    return refuse ("it", BHD_SSE_MAX_TOTAL, error);

  for (gsize at = 0; at < length;)
    {
      gsize plain = count_plain (bytes + at, length - at);

      if (self->line->len + plain > BHD_SSE_MAX_LINE)
        return refuse ("a line", BHD_SSE_MAX_LINE, error);
      g_string_append_len (self->line, bytes + at, (gssize) plain);
      if (plain > 0)
        self->after_cr = FALSE;
      at += plain;
      if (at == length)
        break;
      if (!(bytes[at] == '\n' && self->after_cr) && !end_line (self, func, user_data, error))
        return FALSE;
      self->after_cr = bytes[at++] == '\r';
    }
  return TRUE;
}

static void
clear_string (GString **string)
{
  if (*string != NULL)
    g_string_free (g_steal_pointer (string), TRUE);
}

void
bhd_sse_clear (BhdSse *self)
{
  clear_string (&self->line);
  clear_string (&self->data);
  clear_string (&self->event);
}
