/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was offered below a message, and what became of it. */
typedef struct
{
  char **choices; /* titles; empty where there are none */
  char *asked;    /* (nullable) what the visitor has to confirm */
  char *state;    /* (nullable) “pending”, “done”, “failed”, “cancelled” */
} BhcOffer;

void bhc_offer_clear (BhcOffer *self);

/* @extra: the JSON object of a message record (nullable); what cannot be read offers nothing. */
void bhc_offer_parse (BhcOffer *self, const char *extra);

G_END_DECLS
