/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/ai/bhd-ai-settings.h"
#include "server/store/bhd-caller.h"

G_BEGIN_DECLS

/* What operators ask of the AI, as functions: the room that is asked and the one that answers do
 * not know each other.  All of them block, for worker threads; strings are the caller's. */

/* A question against other settings, which no visitor sees and which changes nothing. */
typedef struct
{
  const char *organization_id;
  const char *question;
  GPtrArray *history;                /* of BhMessage, oldest first */
  const BhdAiSettingsChange *change; /* (nullable) */
  const char *provider_id;           /* (nullable): all in their order; “embedded”: none */
} BhdRehearsal;

typedef struct
{
  char *text;
  char *sources; /* (nullable) a JSON array */
  char *extra;   /* (nullable) a JSON object */
  char *run;     /* a JSON object, as BhRun */
} BhdRehearsed;

void bhd_rehearsed_clear (BhdRehearsed *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdRehearsed, bhd_rehearsed_clear)

/* A program's question that stands in no conversation: answered on the organisation's terms, and
 * forgotten but for what it used up. */
typedef struct
{
  const char *organization_id;
  const char *question;
  GPtrArray *history; /* of BhMessage, oldest first */
  /* (nullable) What is being said, as the feed's frames without a number tell it. */
  void (*say) (const char *type, const char *body_json, gpointer data);
  gpointer say_data;
} BhdConsultation;

typedef struct
{
  char *text;
  char *sources; /* (nullable) a JSON array */
  gint64 tokens_in;
  gint64 tokens_out;
} BhdConsulted;

void bhd_consulted_clear (BhdConsulted *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdConsulted, bhd_consulted_clear)

typedef struct
{
  const char *op;       /* “improve”, “suggest”, “summarise”, “translate” */
  const char *text;     /* (nullable) the draft, or what is to be translated */
  const char *tone;     /* (nullable) */
  const char *language; /* (nullable) code or name */
} BhdWish;

typedef struct
{
  /* BH_ERROR_INVALID for settings that cannot be. */
  gboolean (*rehearse) (const BhdRehearsal *rehearsal,
                        BhdRehearsed *rehearsed,
                        gpointer data,
                        GError **error);
  /* BH_ERROR_UNAVAILABLE where the AI does not answer visitors now. */
  gboolean (*consult) (const BhdConsultation *consultation,
                       BhdConsulted *consulted,
                       gpointer data,
                       GError **error);
  /* @sources: (out) (nullable).  Returns: (transfer full): NULL with BH_ERROR_NOT_FOUND, _INVALID
   * (nothing to work on), _UNAVAILABLE (nobody can do it, or it was not done faithfully). */
  char *(*assist) (const BhdCaller *operator,
                   const char * conversation_id,
                   const BhdWish *wish,
                   char **sources,
                   gpointer data,
                   GError **error);
  /* Somebody judged an answer that was given with @score. */
  void (*judge) (const char *organization_id, double score, gboolean right, gpointer data);
  gpointer data;
} BhdAssistant;

G_END_DECLS
