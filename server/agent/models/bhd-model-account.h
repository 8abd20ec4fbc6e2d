/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a language model is reached.  A record; @key is wiped when freed and never leaves for a log,
 * an error or an address. */
typedef struct
{
  char *id;   /* of the provider's row */
  char *kind; /* “openai”, “anthropic”, “gemini”: a row of bhd_model_wires */
  char *base_url;
  char *model;
  char *key; /* (nullable) */
  gboolean allow_private;
  gint64 price_in; /* millionths of the account's currency for a million tokens, 0 unknown */
  gint64 price_out;
} BhdModelAccount;

void bhd_model_account_free (BhdModelAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdModelAccount, bhd_model_account_free)

G_END_DECLS
