/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-frame.h"

#include "common/bh-clock.h"

#include <string.h>

enum
{
  CONTINUATION = 0x0,
  TEXT = 0x1,
  BINARY = 0x2,
  CLOSE = 0x8,
  PING = 0x9,
  PONG = 0xa,
};

enum
{
  PROTOCOL_ERROR = 1002,
  UNSUPPORTED = 1003,
  NOT_UTF8 = 1007,
  POLICY = 1008,
  TOO_LARGE = 1009,
};

#define FIN 0x80
#define RSV 0x70
#define MASKED 0x80

static guint8
reader_opcode (const BhdFrameReader *self)
{
  return self->header[0] & 0x0f;
}

static gboolean
reader_is_control (const BhdFrameReader *self)
{
  return (self->header[0] & 0x08) != 0;
}

/* How long the header is, as far as it can be told from what has come. */
static guint
header_length (const BhdFrameReader *self)
{
  guint8 size;

  if (self->have < 2)
    return 2;

  size = self->header[1] & 0x7f;
  return 6 + (size == 127 ? 8 : size == 126 ? 2 : 0);
}

static guint64
payload_length (const BhdFrameReader *self)
{
  guint8 size = self->header[1] & 0x7f;
  guint bytes = size == 127 ? 8 : 2;
  guint64 length = 0;

  if (size < 126)
    return size;

  for (guint i = 0; i < bytes; i++)
    length = length << 8 | self->header[2 + i];
  return length;
}

/* What two bytes already tell.  Returns: 0, or the code to close with. */
static guint16
check_start (const BhdFrameReader *self)
{
  guint8 opcode = reader_opcode (self);
  gboolean fin = (self->header[0] & FIN) != 0;

  if ((self->header[0] & RSV) != 0 || (self->header[1] & MASKED) == 0)
    return PROTOCOL_ERROR;
  if (opcode == BINARY)
    return UNSUPPORTED;
  if (opcode == CONTINUATION)
    return self->open ? 0 : PROTOCOL_ERROR;
  if (opcode == TEXT)
    return self->open ? PROTOCOL_ERROR : 0;
  if (opcode != CLOSE && opcode != PING && opcode != PONG)
    return PROTOCOL_ERROR;
  return fin && (self->header[1] & 0x7f) <= BHD_FRAME_MAX_CONTROL ? 0 : PROTOCOL_ERROR;
}

static guint16
check_length (const BhdFrameReader *self)
{
  guint8 size = self->header[1] & 0x7f;
  guint64 length = payload_length (self);
  gsize before = self->message != NULL ? self->message->len : 0;

  if ((size == 126 && length < 126) || (size == 127 && length <= G_MAXUINT16) ||
      length > G_MAXINT64)
    return PROTOCOL_ERROR;
  if (!reader_is_control (self) && length > BHD_FRAME_MAX_MESSAGE - before)
    return TOO_LARGE;
  return 0;
}

static guint16
count_frame (BhdFrameReader *self, gint64 now_us)
{
  if (now_us < self->second_us || now_us - self->second_us >= BH_SECOND)
    {
      self->second_us = now_us;
      self->frames = 0;
    }

  return ++self->frames > BHD_FRAME_MAX_RATE ? POLICY : 0;
}

static BhdFrameKind
refuse (BhdFrameReader *self, guint16 code)
{
  self->code = code;
  return BHD_FRAME_REFUSED;
}

static guint16
take_header (BhdFrameReader *self, const guint8 **bytes, gsize *length, gint64 now_us)
{
  while (*length > 0 && self->have < header_length (self))
    {
      guint16 code = 0;

      self->header[self->have++] = *(*bytes)++;
      *length -= 1;

      if (self->have == 2)
        code = check_start (self);
      if (code == 0 && self->have == header_length (self))
        code = check_length (self);
      if (code == 0 && self->have == header_length (self))
        code = count_frame (self, now_us);
      if (code != 0)
        return code;
    }

  return 0;
}

static void
begin_payload (BhdFrameReader *self)
{
  GString **text = reader_is_control (self) ? &self->control : &self->message;

  self->payload = TRUE;
  self->position = 0;
  self->left = payload_length (self);
  if (*text == NULL)
    *text = g_string_new (NULL); /* grows with what really comes */
}

static void
take_payload (BhdFrameReader *self, const guint8 **bytes, gsize *length)
{
  GString *text = reader_is_control (self) ? self->control : self->message;
  const guint8 *mask = self->header + header_length (self) - 4;
  gsize n = MIN (*length, self->left);
  gsize start = text->len;

  g_string_append_len (text, (const char *) *bytes, n);
  for (gsize i = 0; i < n; i++)
    text->str[start + i] ^= mask[(self->position + i) % 4];

  self->position = (self->position + n) % 4;
  self->left -= n;
  *bytes += n;
  *length -= n;
}

static BhdFrameKind
finish_close (BhdFrameReader *self)
{
  const GString *text = self->control;
  guint16 code;

  if (text->len == 0)
    return BHD_FRAME_CLOSE;
  if (text->len == 1)
    return refuse (self, PROTOCOL_ERROR);

  code = (guint8) text->str[0] << 8 | (guint8) text->str[1];
  if (code < 1000 || code > 4999 || (code > 1014 && code < 3000) || (code >= 1004 && code <= 1006))
    return refuse (self, PROTOCOL_ERROR);
  if (!g_utf8_validate_len (text->str + 2, text->len - 2, NULL))
    return refuse (self, NOT_UTF8);
  return BHD_FRAME_CLOSE;
}

static BhdFrameKind
finish_frame (BhdFrameReader *self, const GString **payload)
{
  self->have = 0;
  self->payload = FALSE;

  if (reader_is_control (self))
    {
      *payload = self->control;
      if (reader_opcode (self) == CLOSE)
        return finish_close (self);
      return reader_opcode (self) == PING ? BHD_FRAME_PING : BHD_FRAME_PONG;
    }

  self->open = (self->header[0] & FIN) == 0;
  if (self->open)
    return BHD_FRAME_MORE;

  *payload = self->message;
  if (!g_utf8_validate_len (self->message->str, self->message->len, NULL))
    return refuse (self, NOT_UTF8);
  return BHD_FRAME_TEXT;
}

static void
clear_text (GString **text)
{
  if (*text != NULL)
    g_string_free (g_steal_pointer (text), TRUE);
}

/* What the last call has handed over is no longer needed. */
static void
drop_delivered (BhdFrameReader *self)
{
  if (self->have > 0)
    return;
  if (!self->open)
    clear_text (&self->message);
  clear_text (&self->control);
}

BhdFrameKind
bhd_frame_reader_read (BhdFrameReader *self,
                       const guint8 **bytes,
                       gsize *length,
                       gint64 now_us,
                       const GString **payload)
{
  *payload = NULL;
  if (self->code != 0)
    return BHD_FRAME_REFUSED;

  drop_delivered (self);
  while (*length > 0)
    {
      BhdFrameKind kind = BHD_FRAME_MORE;
      guint16 code = self->payload ? 0 : take_header (self, bytes, length, now_us);

      if (code != 0)
        return refuse (self, code);
      if (self->have < header_length (self))
        break;
      if (!self->payload)
        begin_payload (self);

      take_payload (self, bytes, length);
      if (self->left == 0)
        kind = finish_frame (self, payload);
      if (kind != BHD_FRAME_MORE)
        return kind;
    }

  return BHD_FRAME_MORE;
}

void
bhd_frame_reader_clear (BhdFrameReader *self)
{
  clear_text (&self->message);
  clear_text (&self->control);
}
