/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-news.h"

#include <string.h>

enum
{
  TEXT = 0x1,
  CLOSE = 0x8,
};

#define FIN 0x80
#define MAX_HEADER 10
#define MAX_NUMBER 20

/* A piece of text with its length, so that nothing is measured twice. */
typedef struct
{
  const char *text;
  gsize length;
} Piece;

#define LITERAL(text) text, sizeof (text) - 1

/* Writes on behind itself. */
typedef struct
{
  char *at;
} Pen;

static void
pen_put (Pen *pen, const char *text, gsize length)
{
  memcpy (pen->at, text, length);
  pen->at += length;
}

static void
pen_put_piece (Pen *pen, const char *before, gsize length, const Piece *piece)
{
  if (piece->text == NULL)
    return;
  pen_put (pen, before, length);
  pen_put (pen, piece->text, piece->length);
}

/* The header of an unmasked, unfragmented frame. */
static void
pen_put_header (Pen *pen, guint8 opcode, gsize length)
{
  guint bytes = length > G_MAXUINT16 ? 8 : length > 125 ? 2 : 0;

  *pen->at++ = (char) (FIN | opcode);
  *pen->at++ = (char) (bytes == 8 ? 127 : bytes == 2 ? 126 : length);
  for (guint i = bytes; i > 0; i--)
    *pen->at++ = (char) ((guint64) length >> (8 * (i - 1)));
}

static gsize
header_length (gsize length)
{
  return length > G_MAXUINT16 ? 10 : length > 125 ? 4 : 2;
}

/* Writes @number into @digits, a few times faster than printf. */
static Piece
piece_number (gint64 number, char digits[MAX_NUMBER])
{
  char *end = digits + MAX_NUMBER;
  char *at = end;
  guint64 rest = MAX (number, 0);

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);

  return (Piece){ at, end - at };
}

static Piece
piece_text (const char *text)
{
  return (Piece){ text, text != NULL ? strlen (text) : 0 };
}

/* One frame's text: what every audience hears, and what may follow. */
typedef struct
{
  Piece op, seq, type, conversation, at, body, desk;
} Sentence;

static gsize
sentence_room (const Sentence *s)
{
  static const char members[] =
      "{\"op\":\"\",\"seq\":,\"type\":\"\",\"conversation_id\":\"\",\"at_us\":,\"body\":,\"desk\":}";

  return sizeof (members) + s->op.length + s->seq.length + s->type.length + s->conversation.length +
         s->at.length + s->body.length;
}

static void
pen_put_sentence (Pen *pen, const Sentence *s)
{
  pen_put_piece (pen, LITERAL ("{\"op\":\""), &s->op);
  pen_put (pen, LITERAL ("\""));
  pen_put_piece (pen, LITERAL (",\"seq\":"), &s->seq);
  if (s->type.text != NULL)
    {
      pen_put_piece (pen, LITERAL (",\"type\":\""), &s->type);
      pen_put (pen, LITERAL ("\""));
    }
  if (s->conversation.text != NULL)
    {
      pen_put_piece (pen, LITERAL (",\"conversation_id\":\""), &s->conversation);
      pen_put (pen, LITERAL ("\""));
    }
  pen_put_piece (pen, LITERAL (",\"at_us\":"), &s->at);
  pen_put_piece (pen, LITERAL (",\"body\":"), &s->body);
}

/* Starts a record with @room bytes behind it for views and names. */
static BhdNews *
news_new (gsize room, const char *organization_id, const char *contact_id, Pen *pen)
{
  Piece organization = piece_text (organization_id);
  Piece contact = piece_text (contact_id);
  BhdNews *self = g_malloc (sizeof *self + organization.length + contact.length + 2 + room);

  *self = (BhdNews){ 0 };
  g_atomic_ref_count_init (&self->refs);
  pen->at = (char *) (self + 1);

  if (organization.text != NULL)
    {
      self->organization_id = pen->at;
      pen_put (pen, organization.text, organization.length + 1);
    }
  if (contact.text != NULL)
    {
      self->contact_id = pen->at;
      pen_put (pen, contact.text, contact.length + 1);
    }

  return self;
}

/* @text has been written behind room for a header, which goes right before it. */
static BhdView
pen_finish_view (Pen *pen, char *text)
{
  gsize length = pen->at - text;
  gsize header = header_length (length);
  Pen front = { text - header };

  pen_put_header (&front, TEXT, length);
  return (BhdView){ text - header, header + length, header };
}

static BhdNews *
news_new_sentence (const Sentence *s, const char *organization_id, const char *contact_id)
{
  gsize room = 2 * (MAX_HEADER + sentence_room (s)) + s->desk.length;
  Pen pen;
  BhdNews *self = news_new (room, organization_id, contact_id, &pen);
  char *text = pen.at + MAX_HEADER, *copy;
  gsize shared;

  pen.at = text;
  pen_put_sentence (&pen, s);
  shared = pen.at - text;
  pen_put_piece (&pen, LITERAL (",\"desk\":"), &s->desk);
  pen_put (&pen, LITERAL ("}"));
  self->desk = self->visitor = pen_finish_view (&pen, text);

  if (s->desk.text != NULL)
    {
      copy = pen.at += MAX_HEADER;
      pen_put (&pen, text, shared);
      pen_put (&pen, LITERAL ("}"));
      self->visitor = pen_finish_view (&pen, copy);
    }

  return self;
}

static gboolean
is_erasure (const char *type)
{
  return strcmp (type, "contact.erased") == 0 || strcmp (type, "conversation.erased") == 0;
}

BhdNews *
bhd_news_new_event (const BhdEvent *event)
{
  char seq[MAX_NUMBER], at[MAX_NUMBER];
  Sentence sentence = {
    .op = { LITERAL ("event") },
    .seq = piece_number (event->seq, seq),
    .type = piece_text (event->type),
    .conversation = piece_text (event->conversation_id),
    .at = piece_number (event->created_us, at),
    .body = piece_text (event->body),
    .desk = piece_text (event->desk),
  };
  BhdNews *self = news_new_sentence (&sentence, event->organization_id, event->contact_id);

  self->seq = event->seq;
  self->forgets = is_erasure (event->type);
  if (self->contact_id == NULL)
    self->visitor = (BhdView){ NULL };
  return self;
}

BhdNews *
bhd_news_new_ephemeral (const char *organization_id,
                        const char *contact_id,
                        const char *conversation_id,
                        const char *type,
                        const char *body)
{
  Sentence sentence = {
    .op = { LITERAL ("ephemeral") },
    .type = piece_text (type),
    .conversation = piece_text (conversation_id),
    .body = piece_text (body),
  };
  BhdNews *self = news_new_sentence (&sentence, organization_id, contact_id);

  if (self->contact_id == NULL)
    self->visitor = (BhdView){ NULL };
  return self;
}

BhdNews *
bhd_news_new_private (const char *organization_id,
                      const char *contact_id,
                      const char *conversation_id,
                      const char *type,
                      const char *body)
{
  BhdNews *self = bhd_news_new_ephemeral (organization_id, contact_id, conversation_id, type, body);

  self->desk = (BhdView){ NULL };
  return self;
}

BhdNews *
bhd_news_new_mark (const char *op, gint64 seq)
{
  char digits[MAX_NUMBER];
  Sentence sentence = { .op = piece_text (op), .seq = piece_number (seq, digits) };

  return news_new_sentence (&sentence, NULL, NULL);
}

BhdNews *
bhd_news_new_bytes (const char *bytes, gsize length)
{
  Pen pen;
  BhdNews *self = news_new (length, NULL, NULL, &pen);

  self->desk = (BhdView){ pen.at, length, 0 };
  pen_put (&pen, bytes, length);
  self->visitor = self->desk;
  return self;
}

BhdNews *
bhd_news_new_control (guint8 opcode, const char *payload, gsize length)
{
  char frame[MAX_HEADER + 125];
  Pen pen = { frame };

  g_assert (length <= 125);
  pen_put_header (&pen, opcode, length);
  pen_put (&pen, payload, length);
  return bhd_news_new_bytes (frame, pen.at - frame);
}

BhdNews *
bhd_news_new_close (guint16 code, const char *reason)
{
  char payload[125] = { (char) (code >> 8), (char) code };
  gsize length = MIN (strlen (reason), sizeof payload - 2);

  memcpy (payload + 2, reason, length);
  return bhd_news_new_control (CLOSE, payload, 2 + length);
}

BhdNews *
bhd_news_ref (BhdNews *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
bhd_news_unref (BhdNews *self)
{
  if (g_atomic_ref_count_dec (&self->refs))
    g_free (self);
}
