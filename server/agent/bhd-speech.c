/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-speech.h"

#include "common/bh-json-writer.h"

#include <string.h>

#define GROUP 4                         /* words that travel together */
#define LOOK_EVERY (G_USEC_PER_SEC / 2) /* whether the run may still speak */

struct _BhdSpeech
{
  const BhdRun *run;
  BhdSpeechWays ways;
  GString *text;
  gsize heard;  /* bytes of @text that were passed on */
  glong offset; /* the same in characters */
  gboolean held;
  gint64 start_us;
  gint64 first_us; /* when the first word was said, 0: none was */
  gint64 looked_us;
};

BhdSpeech *
bhd_speech_new (const BhdRun *run, const BhdSpeechWays *ways)
{
  BhdSpeech *self = g_new0 (BhdSpeech, 1);

  self->run = run;
  self->ways = *ways;
  self->text = g_string_new (NULL);
  self->start_us = g_get_monotonic_time ();
  return self;
}

void
bhd_speech_free (BhdSpeech *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* @piece: (nullable): with its offset, for “ai.delta”. */
static void
emit (BhdSpeech *self, const char *type, const char *piece)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;

  if (self->ways.say == NULL)
    return;
  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "run_id", self->run->id);
  bh_json_string (&json, "message_id", self->run->message_id);
  if (piece != NULL)
    {
      bh_json_int (&json, "offset", self->offset);
      bh_json_string (&json, "text", piece);
    }
  bh_json_end_object (&json);
  body = bh_json_writer_steal (&json);
  self->ways.say (self->run->organization_id, self->run->contact_id, self->run->conversation_id,
                  type, body, self->ways.say_data);
}

void
bhd_speech_start (BhdSpeech *self)
{
  emit (self, "ai.started", NULL);
}

void
bhd_speech_discard (BhdSpeech *self)
{
  emit (self, "ai.discarded", NULL);
}

gboolean
bhd_speech_goes_on (BhdSpeech *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->looked_us != 0 && now - self->looked_us < LOOK_EVERY)
    return TRUE;
  self->looked_us = now;
  return self->ways.goes_on == NULL || self->ways.goes_on (self->ways.goes_on_data);
}

/* Bytes of the next group: a few words with the space behind them. */
static gsize
group_length (const char *text)
{
  const char *at = text;

  for (guint words = 0; words < GROUP && *at != '\0'; words++)
    {
      at += strcspn (at, " \n");
      at += strspn (at, " \n");
    }
  return (gsize) (at - text);
}

/* Passes on what has not been heard yet. */
static gboolean
pass_on (BhdSpeech *self)
{
  while (!self->held && self->heard < self->text->len)
    {
      gsize length = group_length (self->text->str + self->heard);
      g_autofree char *piece = g_strndup (self->text->str + self->heard, length);

      if (!bhd_speech_goes_on (self))
        return FALSE;
      emit (self, "ai.delta", piece);
      self->offset += g_utf8_strlen (piece, -1);
      self->heard += length;
    }
  return !self->held || bhd_speech_goes_on (self);
}

gboolean
bhd_speech_say (BhdSpeech *self, const char *text)
{
  if (*text == '\0')
    return TRUE;
  if (self->first_us == 0)
    self->first_us = g_get_monotonic_time ();
  g_string_append (self->text, text);
  return pass_on (self);
}

void
bhd_speech_restart (BhdSpeech *self)
{
  if (self->heard > 0)
    {
      bhd_speech_discard (self);
      emit (self, "ai.started", NULL);
    }
  g_string_truncate (self->text, 0);
  self->heard = 0;
  self->offset = 0;
}

void
bhd_speech_hold (BhdSpeech *self)
{
  self->held = TRUE;
}

void
bhd_speech_release (BhdSpeech *self)
{
  self->held = FALSE;
  pass_on (self);
}

const char *
bhd_speech_text (BhdSpeech *self)
{
  return self->text->str;
}

gint64
bhd_speech_first_us (BhdSpeech *self)
{
  return self->first_us != 0 ? MAX (self->first_us - self->start_us, 1) : 0;
}
