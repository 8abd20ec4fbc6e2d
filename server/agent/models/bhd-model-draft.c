/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "server/agent/models/bhd-model-draft.h"

static void
call_draft_free (gpointer data)
{
  BhdModelCallDraft *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->extra);
  g_string_free (self->arguments, TRUE);
  g_free (self);
}

void
bhd_model_draft_init (BhdModelDraft *self, BhdModelSayFunc say, gpointer data)
{
  *self = (BhdModelDraft){
    .say = say,
    .data = data,
    .text = g_string_new (NULL),
    .calls = g_ptr_array_new_with_free_func (call_draft_free),
  };
}

void
bhd_model_draft_clear (BhdModelDraft *self)
{
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
}

static void
note_first (BhdModelDraft *self)
{
  if (self->first_us == 0)
    self->first_us = g_get_monotonic_time ();
}

static gboolean
keep (BhdModelDraft *self, const char *piece, GError **error)
{
  if (self->text->len + strlen (piece) > BHD_MODEL_MAX_TEXT)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED,
                   "the answer cannot be used: it has more than %d bytes", BHD_MODEL_MAX_TEXT);
      return FALSE;
    }
  note_first (self);
  g_string_append (self->text, piece);
  return TRUE;
}

gboolean
bhd_model_draft_say (BhdModelDraft *self, const char *piece, GError **error)
{
  if (*piece == '\0')
    return TRUE;
  if (!keep (self, piece, error))
    return FALSE;
  if (self->say == NULL || self->say (piece, self->data))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the answer is no longer wanted");
  return FALSE;
}

gboolean
bhd_model_draft_refuse (BhdModelDraft *self, const char *piece, GError **error)
{
  bhd_model_draft_finish (self, BHD_MODEL_REFUSED);
  return keep (self, piece, error);
}

BhdModelCallDraft *
bhd_model_draft_last_call (BhdModelDraft *self)
{
  return self->calls->len > 0 ? self->calls->pdata[self->calls->len - 1] : NULL;
}

BhdModelCallDraft *
bhd_model_draft_find_call (BhdModelDraft *self, gint64 key)
{
  for (guint i = 0; i < self->calls->len; i++)
    if (((BhdModelCallDraft *) self->calls->pdata[i])->key == key)
      return self->calls->pdata[i];
  return NULL;
}

BhdModelCallDraft *
bhd_model_draft_get_call (BhdModelDraft *self, gint64 key, GError **error)
{
  BhdModelCallDraft *call = bhd_model_draft_find_call (self, key);

  if (call != NULL)
    return call;
  if (self->calls->len == BHD_MODEL_MAX_CALLS)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED,
                   "the answer cannot be used: it calls more than %d tools", BHD_MODEL_MAX_CALLS);
      return NULL;
    }
  note_first (self);
  call = g_new0 (BhdModelCallDraft, 1);
  call->key = key;
  call->arguments = g_string_new (NULL);
  g_ptr_array_add (self->calls, call);
  return call;
}

gboolean
bhd_model_call_draft_append (BhdModelCallDraft *self, const char *piece, GError **error)
{
  if (self->arguments->len + strlen (piece) > BHD_MODEL_MAX_ARGUMENTS)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED,
                   "the answer cannot be used: a call's arguments have more than %d bytes",
                   BHD_MODEL_MAX_ARGUMENTS);
      return FALSE;
    }
  g_string_append (self->arguments, piece);
  return TRUE;
}

/* A refusal stays one, whatever reason to end follows it. */
void
bhd_model_draft_finish (BhdModelDraft *self, BhdModelFinish finish)
{
  if (!self->finished || self->finish != BHD_MODEL_REFUSED)
    self->finish = finish;
  self->finished = TRUE;
}

gboolean
bhd_model_draft_end (BhdModelDraft *self,
                     const BhdModelReason *reasons,
                     const char *word,
                     GError **error)
{
  g_autofree char *shown = g_utf8_substring (word, 0, MIN (g_utf8_strlen (word, 160), 40));

  if (*word == '\0')
    return TRUE;
  for (; reasons->word != NULL; reasons++)
    if (strcmp (reasons->word, word) == 0)
      {
        bhd_model_draft_finish (self, reasons->finish);
        return TRUE;
      }
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "the provider gave up the answer: “%s”",
               shown);
  return FALSE;
}

static gboolean
fail (GError **error, BhErrorCode code, const char *message)
{
  g_set_error_literal (error, BH_ERROR, (int) code, message);
  return FALSE;
}

/* Calls of an answer that was cut are perhaps half a call, of a refused one none at all. */
static void
settle (BhdModelDraft *self)
{
  if (self->finish == BHD_MODEL_LENGTH || self->finish == BHD_MODEL_REFUSED)
    g_ptr_array_set_size (self->calls, 0);
  else
    self->finish = self->calls->len > 0 ? BHD_MODEL_CALLS : BHD_MODEL_DONE;
}

static gboolean
check_whole (BhdModelDraft *self, gboolean must_end, guint max_tokens, GError **error)
{
  if (self->events == 0)
    return fail (error, BH_ERROR_MALFORMED,
                 N_ ("the server sent no stream of events: check its address"));
  if (!self->ended && (must_end || !self->finished))
    return fail (error, BH_ERROR_UNAVAILABLE, N_ ("the answer broke off before its end"));
  settle (self);
  if (self->text->len > 0 || self->calls->len > 0 || self->finish == BHD_MODEL_REFUSED)
    return TRUE;
  if (self->finish != BHD_MODEL_LENGTH)
    return fail (error, BH_ERROR_MALFORMED, N_ ("the model gave an empty answer"));
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
               "the model used up its %u tokens before it said a word: allow it more", max_tokens);
  return FALSE;
}

static BhdModelCall *
complete_call (BhdModelCallDraft *draft)
{
  BhdModelCall *call = g_new0 (BhdModelCall, 1);

  call->id = g_steal_pointer (&draft->id);
  if (call->id == NULL)
    call->id = bhd_model_call_make_id ();
  call->name = draft->name != NULL ? g_steal_pointer (&draft->name) : g_strdup ("");
  call->arguments = g_strdup (draft->arguments->len > 0 ? draft->arguments->str : "{}");
  call->extra = g_steal_pointer (&draft->extra);
  return call;
}

BhdModelAnswer *
bhd_model_draft_complete (BhdModelDraft *self, gboolean must_end, guint max_tokens, GError **error)
{
  BhdModelAnswer *answer = NULL;

  if (!check_whole (self, must_end, max_tokens, error))
    return NULL;

  answer = g_new0 (BhdModelAnswer, 1);
  answer->finish = self->finish;
  answer->text = g_string_free (g_steal_pointer (&self->text), FALSE);
  answer->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_model_call_free);
  for (guint i = 0; i < self->calls->len; i++)
    g_ptr_array_add (answer->calls, complete_call (self->calls->pdata[i]));
  answer->tokens_in = self->tokens_in;
  answer->tokens_out = self->tokens_out;
  return answer;
}
