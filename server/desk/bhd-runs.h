/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

#define BHD_RUN_HISTORY 30 /* messages a run reads */

/* One turn of the AI, taken off the queue: what it has to answer, frozen.  An immutable record. */
typedef struct
{
  char *id;
  char *organization_id;
  char *conversation_id;
  char *contact_id;
  char *message_id; /* under which the answer will be stored */
  char *ai_name;
  gboolean suggests;   /* the answer becomes a draft: nobody outside the desk hears of it */
  gint64 input_seq;    /* the visitor's last message that it reads */
  gint64 boundary_seq; /* requests for a person up to here are old */
  GPtrArray *history;  /* of BhMessage, oldest first, no notes */
} BhdRun;

void bhd_run_free (BhdRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdRun, bhd_run_free)

/* A conversation as a run would read it, without one: for whoever helps an operator.  @caller: see
 * bhd_conversations_find().  Returns: (transfer full); BH_ERROR_NOT_FOUND. */
BhdRun *
bhd_runs_read (BhdTurn *turn, const BhdCaller *caller, const char *conversation_id, GError **error);

/* What a run ends with.  Exactly one of the texts and tools below; the desk decides whether it
 * still may. */
typedef enum
{
  BHD_RUN_ANSWER,   /* @text with @sources */
  BHD_RUN_OFFER,    /* @text says that nothing was found and offers a person; @gap is recorded */
  BHD_RUN_ESCALATE, /* @reason and @summary; one notice */
  BHD_RUN_RESOLVE,  /* @text said first, where there is one */
  BHD_RUN_FAIL,     /* @text apologises, a person is asked for; @detail says why */
} BhdRunEnd;

const char *bhd_run_end_to_string (BhdRunEnd end); /* “answered” … */

typedef struct
{
  BhdRunEnd end;
  const char *text;     /* (nullable) */
  const char *sources;  /* (nullable) a JSON array */
  const char *gap;      /* (nullable) the question nobody could answer */
  const char *extra;    /* (nullable) a JSON object: buttons below the text */
  const char *reason;   /* (nullable) of the handoff */
  const char *priority; /* (nullable) of the conversation from then on */
  const char *summary;  /* (nullable) */
  const char *provider;
  const char *model;  /* (nullable) */
  const char *detail; /* (nullable) a JSON object, kept with the run */
  gboolean free;      /* does not count against any bound: nothing was answered */
  gint64 tokens_in;
  gint64 tokens_out;
  gint64 cost;           /* millionths of the currency */
  gint64 first_token_us; /* 0: nothing was said */
  double confidence;     /* of the best passage */
} BhdRunResult;

/* Takes the run that is due longest, marks it running and reads what it needs.
 * @next_due_us: (out): when the next one is due, 0 for none.
 * Returns: (transfer full) (nullable): NULL without @error where none is due. */
BhdRun *bhd_runs_take (BhdTurn *turn, gint64 *next_due_us, GError **error);

/* After a restart: whatever was running waits again. */
gboolean bhd_runs_recover (BhdTurn *turn, GError **error);

/* Stores the end of a run if it still owns the conversation: status unresolved, AI on, no operator
 * has spoken, no newer visitor message than @run has read.  Otherwise the run is closed as
 * superseded or discarded and *@stored is FALSE: forget what was streamed. */
gboolean bhd_runs_finish (BhdTurn *turn,
                          const BhdRun *run,
                          const BhdRunResult *result,
                          gboolean *stored,
                          GError **error);

/* A cheap look whether the run may still speak, so that it can stop early.  Reading turns. */
gboolean bhd_runs_is_current (BhdTurn *turn, const BhdRun *run, GError **error);

/* How long a burst of visitor messages is waited for after each of them, but never longer than 5 s
 * after its first: set once at start. */
void bhd_runs_set_debounce (gint64 debounce_us);

G_END_DECLS
