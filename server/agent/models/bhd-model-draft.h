/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/models/bhd-model.h"

G_BEGIN_DECLS

/* An answer while it comes in, in the words of no provider: the readers of events fill it.  On the
 * stack of bhd_model_ask(). */
#define BHD_MODEL_MAX_TEXT (1024 * 1024)
#define BHD_MODEL_MAX_ARGUMENTS (256 * 1024)
#define BHD_MODEL_MAX_CALLS 32

/* A call whose pieces arrive one by one; @key is how the provider tells it from the others. */
typedef struct
{
  gint64 key;
  char *id;
  char *name;
  char *extra; /* (nullable) */
  GString *arguments;
} BhdModelCallDraft;

typedef struct
{
  BhdModelSayFunc say; /* (nullable) */
  gpointer data;
  GString *text;
  GPtrArray *calls; /* of BhdModelCallDraft */
  BhdModelFinish finish;
  gboolean finished; /* a reason to end was given */
  gboolean ended;    /* and the mark behind which nothing comes */
  gint64 tokens_in;
  gint64 tokens_out;
  gint64 first_us; /* monotonic, 0: nothing came yet */
  guint events;
  guint half; /* of a character that was cut between two events */
} BhdModelDraft;

void bhd_model_draft_init (BhdModelDraft *self, BhdModelSayFunc say, gpointer data);
void bhd_model_draft_clear (BhdModelDraft *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdModelDraft, bhd_model_draft_clear)

/* A piece of text; empty ones are nothing.  Returns: FALSE with G_IO_ERROR_CANCELLED, or
 * BH_ERROR_MALFORMED where it grows too long. */
gboolean bhd_model_draft_say (BhdModelDraft *self, const char *piece, GError **error);

/* A piece of why it will not; kept as text, but not said. */
gboolean bhd_model_draft_refuse (BhdModelDraft *self, const char *piece, GError **error);

/* The call known by @key, begun where there is none yet.  Returns: (transfer none): NULL with
 * BH_ERROR_MALFORMED where there are too many. */
BhdModelCallDraft *bhd_model_draft_get_call (BhdModelDraft *self, gint64 key, GError **error);
BhdModelCallDraft *bhd_model_draft_find_call (BhdModelDraft *self, gint64 key); /* (nullable) */
BhdModelCallDraft *bhd_model_draft_last_call (BhdModelDraft *self);             /* (nullable) */
gboolean bhd_model_call_draft_append (BhdModelCallDraft *self, const char *piece, GError **error);

void bhd_model_draft_finish (BhdModelDraft *self, BhdModelFinish finish);

/* A provider's word for why it ended; the last row has none. */
typedef struct
{
  const char *word;
  BhdModelFinish finish;
} BhdModelReason;

/* An empty @word is no reason yet.  Returns: FALSE with BH_ERROR_UNAVAILABLE where no row has it:
 * whatever it means, the answer is not whole. */
gboolean bhd_model_draft_end (BhdModelDraft *self,
                              const BhdModelReason *reasons,
                              const char *word,
                              GError **error);

/* The whole answer; what it holds is moved out.  @must_end: the provider marks the end.  Returns:
 * (transfer full): NULL with BH_ERROR_UNAVAILABLE where the end is missing, _MALFORMED where there
 * is nothing in it, _INVALID where @max_tokens did not suffice for a word. */
BhdModelAnswer *
bhd_model_draft_complete (BhdModelDraft *self, gboolean must_end, guint max_tokens, GError **error);

G_END_DECLS
