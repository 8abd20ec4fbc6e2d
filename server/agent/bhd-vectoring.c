/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhd-agent"

#include "server/agent/bhd-vectoring.h"

static BhdVector *
ask_cb (const char *question, gpointer data)
{
  BhdAnswer *answer = data;
  const BhdAnswerSetup *setup = answer->setup;
  const BhdProviderAccount *account = answer->terms->embedder;
  const BhdModelAccount reach = bhd_terms_reach (account, setup->models_to_private);
  g_autoptr (GError) error = NULL;
  guint dimension = 0;
  float *numbers;
  BhdVector *vector;

  if (!bhd_breaker_allows (setup->breaker, account))
    return NULL;
  numbers = setup->models->embed (&reach, question, &dimension, setup->models->data, &error);
  if (numbers == NULL)
    {
      g_message ("provider “%s” could not embed a question: %s", account->name, error->message);
      bhd_breaker_failed (setup->breaker, account);
      return NULL;
    }
  vector = g_new0 (BhdVector, 1);
  vector->numbers = numbers;
  vector->dimension = dimension;
  vector->model = g_strdup (account->model);
  return vector;
}

void
bhd_vectoring_attach (BhdAnswer *answer)
{
  if (answer->terms->embedder != NULL && answer->setup->models != NULL &&
      answer->setup->models->embed != NULL)
    bhd_toolbox_set_vectors (answer->tools, ask_cb, answer);
}
