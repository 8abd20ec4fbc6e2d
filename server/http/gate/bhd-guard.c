/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/gate/bhd-guard.h"

#include "server/http/gate/bhd-head-rules.h"

#include <string.h>

/* Where a chunked body is. */
enum
{
  CHUNK_SIZE,
  CHUNK_SIZE_LF,
  CHUNK_DATA,
  CHUNK_DATA_CR,
  CHUNK_DATA_LF,
  CHUNK_END_CR,
  CHUNK_END_LF,
};

void
bhd_guard_init (BhdGuard *self)
{
  *self = (BhdGuard){ .state = BHD_GUARD_HEAD, .body_limit = BHD_GUARD_MAX_BODY };
}

void
bhd_guard_refuse (BhdGuard *self, BhdRefusal refusal)
{
  self->state = BHD_GUARD_REFUSED;
  self->refusal = refusal;
}

static void
end_head (BhdGuard *self)
{
  BhdRefusal refusal = bhd_head_rules_check_end (self);

  if (refusal != BHD_REFUSAL_NONE)
    bhd_guard_refuse (self, refusal);
  else if (self->chunked || self->length > 0)
    self->state = BHD_GUARD_BODY;
  else
    self->state = BHD_GUARD_DONE;

  self->left = self->chunked ? 0 : self->length;
}

/* @line does not hold its CRLF. */
static void
read_line (BhdGuard *self, const char *line, gsize length)
{
  BhdRefusal refusal;

  if (length == 0 && self->method != NULL)
    {
      end_head (self);
      return;
    }

  refusal = bhd_head_rules_check_line (self, line, length);
  if (refusal != BHD_REFUSAL_NONE)
    bhd_guard_refuse (self, refusal);
}

/* Lines are judged in order and only when complete, so that a verdict does not depend on how the
 * bytes were cut into packets. */
static gsize
push_head (BhdGuard *self, const char *bytes, gsize length)
{
  if (length > 0 && !bhd_head_rules_may_start (bytes[0]))
    bhd_guard_refuse (self, BHD_REFUSAL_REQUEST_LINE);

  while (self->state == BHD_GUARD_HEAD)
    {
      const char *lf = memchr (bytes + self->scanned, '\n', length - self->scanned);
      gsize end = lf != NULL ? (gsize) (lf - bytes) + 1 : length;
      gsize start = self->line;

      self->scanned = end;
      if (end > BHD_GUARD_MAX_HEAD)
        bhd_guard_refuse (self, BHD_REFUSAL_HEAD_SIZE);
      else if (lf == NULL)
        return 0;
      else if (end - start < 2 || lf[-1] != '\r')
        bhd_guard_refuse (self, BHD_REFUSAL_LINE_END);
      else
        read_line (self, bytes + start, end - 2 - start);

      self->line = end;
    }

  self->head_length = self->state == BHD_GUARD_REFUSED ? 0 : self->line;
  return self->head_length;
}

static void
read_chunk_digit (BhdGuard *self, char byte)
{
  int digit = g_ascii_xdigit_value (byte);

  if (digit < 0 || ++self->digits > 8)
    {
      bhd_guard_refuse (self, BHD_REFUSAL_CHUNK);
      return;
    }

  self->left = self->left * 16 + (guint64) digit;
}

static void
end_chunk_size (BhdGuard *self)
{
  self->body_seen += self->left;
  if (self->body_seen > self->body_limit)
    bhd_guard_refuse (self, BHD_REFUSAL_BODY_SIZE);
  else if (self->left > 0 && ++self->chunks > BHD_GUARD_MAX_CHUNKS)
    bhd_guard_refuse (self, BHD_REFUSAL_CHUNK_COUNT);

  self->digits = 0;
  self->framing = self->left > 0 ? CHUNK_DATA : CHUNK_END_CR;
}

static void
expect_byte (BhdGuard *self, char byte, char expected, guint next)
{
  if (byte != expected)
    bhd_guard_refuse (self,
                      self->framing == CHUNK_END_CR ? BHD_REFUSAL_TRAILER : BHD_REFUSAL_CHUNK);
  else
    self->framing = next;
}

/* One byte of framing; the data between is skipped by push_chunked(). */
static void
read_framing (BhdGuard *self, char byte)
{
  switch (self->framing)
    {
    case CHUNK_SIZE:
      if (byte == '\r' && self->digits > 0)
        self->framing = CHUNK_SIZE_LF;
      else
        read_chunk_digit (self, byte);
      break;
    case CHUNK_SIZE_LF:
      expect_byte (self, byte, '\n', CHUNK_DATA);
      if (self->state == BHD_GUARD_BODY)
        end_chunk_size (self);
      break;
    case CHUNK_DATA_CR:
      expect_byte (self, byte, '\r', CHUNK_DATA_LF);
      break;
    case CHUNK_DATA_LF:
      expect_byte (self, byte, '\n', CHUNK_SIZE);
      break;
    case CHUNK_END_CR:
      expect_byte (self, byte, '\r', CHUNK_END_LF);
      break;
    default:
      expect_byte (self, byte, '\n', CHUNK_SIZE);
      if (self->state == BHD_GUARD_BODY)
        self->state = BHD_GUARD_DONE;
      break;
    }
}

static gsize
push_chunked (BhdGuard *self, const char *bytes, gsize length)
{
  gsize at = 0;

  while (at < length && self->state == BHD_GUARD_BODY)
    {
      if (self->framing == CHUNK_DATA)
        {
          gsize step = MIN (self->left, length - at);

          at += step;
          self->left -= step;
          if (self->left == 0)
            self->framing = CHUNK_DATA_CR;
        }
      else
        read_framing (self, bytes[at++]);
    }

  return self->state == BHD_GUARD_REFUSED ? 0 : at;
}

static gsize
push_body (BhdGuard *self, gsize length)
{
  gsize step = MIN (self->left, length);

  self->left -= step;
  self->body_seen += step;
  if (self->left == 0)
    self->state = BHD_GUARD_DONE;

  return step;
}

gsize
bhd_guard_push (BhdGuard *self, const char *bytes, gsize length)
{
  if (self->state == BHD_GUARD_HEAD)
    return push_head (self, bytes, length);
  if (self->state != BHD_GUARD_BODY)
    return 0;
  return self->chunked ? push_chunked (self, bytes, length) : push_body (self, length);
}

void
bhd_guard_limit_body (BhdGuard *self, guint64 limit)
{
  self->body_limit = limit;
  if (!self->chunked && self->length > limit)
    bhd_guard_refuse (self, BHD_REFUSAL_BODY_SIZE);
}
