/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/bhd-secret-answer.h"

#include "server/store/bhd-seal.h"

gboolean
bhd_secret_answer (BhdStore *store,
                   BhdJobFunc renew,
                   gconstpointer data,
                   BhdReply *reply,
                   GError **error)
{
  char *secret = NULL;

  if (!bhd_seal_ensure (error))
    return FALSE;
  secret = bhd_store_call_full (store, BHD_JOB_WRITE, renew, (gpointer) data,
                                (GDestroyNotify) bhd_secret_free, error);
  if (secret == NULL)
    return FALSE;

  reply->status = 201;
  bh_json_begin_object (&reply->json, NULL);
  bh_json_string (&reply->json, "secret", secret);
  bh_json_end_object (&reply->json);
  bhd_secret_free (secret);
  return TRUE;
}
