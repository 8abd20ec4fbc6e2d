/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-seal.h"

#include "server/agent/models/bhd-model-account.h"

void
bhd_model_account_free (BhdModelAccount *self)
{
  g_clear_pointer (&self->key, bhd_secret_free);
  g_free (self->id);
  g_free (self->kind);
  g_free (self->base_url);
  g_free (self->model);
  g_free (self);
}
