/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/models/bhd-model-account.h"
#include "server/agent/models/bhd-model-message.h"
#include "server/outbound/bhd-outbound.h"

G_BEGIN_DECLS

/* Language models on other machines, whatever they speak on the wire: one vocabulary for all.
 * Everything here blocks the calling thread (never a front or the writer). */

typedef struct
{
  const BhdModelAccount *account;
  const char *system;
  GPtrArray *messages;       /* of BhdModelMessage */
  const BhdModelTool *tools; /* (nullable) the last one has no name */
  guint max_tokens;
  guint first_token_ms; /* patience until the first piece, attempts included */
  guint total_ms;
  GCancellable *cancellable; /* (nullable) */
  /* (nullable): asked now and then while nothing comes, with what the pieces are told to.
   * Returns: FALSE: stop asking */
  gboolean (*wanted) (gpointer data);
} BhdModelRequest;

typedef enum
{
  BHD_MODEL_DONE,
  BHD_MODEL_CALLS,   /* answer them and ask again */
  BHD_MODEL_LENGTH,  /* cut at max_tokens */
  BHD_MODEL_REFUSED, /* the provider's own filter, or the model, would not */
} BhdModelFinish;

typedef struct
{
  BhdModelFinish finish;
  char *text;       /* what was said; of a refusal what the model gave as its reason, or empty */
  GPtrArray *calls; /* of BhdModelCall */
  gint64 tokens_in;
  gint64 tokens_out;
  gint64 first_token_us; /* from asking to the first piece, 0 where none came */
} BhdModelAnswer;

void bhd_model_answer_free (BhdModelAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdModelAnswer, bhd_model_answer_free)

/* A piece of text as it comes.  Returns: FALSE: stop asking (G_IO_ERROR_CANCELLED). */
typedef gboolean (*BhdModelSayFunc) (const char *piece, gpointer data);

/* Asks once, streaming.  429 and 5xx are asked again after Retry-After or a growing pause while
 * nothing was said yet and patience lasts.  Returns: (transfer full): NULL with
 * BH_ERROR_UNAVAILABLE (unreachable, 5xx, a stream that broke off), _RATE_LIMITED, _TIMEOUT,
 * _FORBIDDEN (key refused, address refused), _NOT_FOUND (no such model), _INVALID (it would not
 * read the request), _MALFORMED (it sent nonsense), G_IO_ERROR_CANCELLED.  A stream without its
 * proper end is an error, whatever came before. */
BhdModelAnswer *bhd_model_ask (BhdOutbound *outbound,
                               const BhdModelRequest *request,
                               BhdModelSayFunc say,
                               gpointer data,
                               GError **error);

/* Names of the models an account offers.  Returns: (transfer full): sorted; errors as above. */
char **bhd_model_list (BhdOutbound *outbound, const BhdModelAccount *account, GError **error);

/* Embeds texts with the account's @model.  The thread's current GCancellable, if any, ends it.
 * @dimension: (out).  Returns: (transfer full): @n times
 * @dimension numbers, each row of length one; errors as above. */
float *bhd_model_embed (BhdOutbound *outbound,
                        const BhdModelAccount *account,
                        const char *const *texts,
                        guint n,
                        gboolean is_question,
                        guint *dimension,
                        GError **error);

G_END_DECLS
