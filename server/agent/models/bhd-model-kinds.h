/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an administrator may choose from. */
typedef struct
{
  const char *kind;
  const char *label;
  const char *base_url; /* the default */
  gboolean needs_key;
  gboolean can_embed;
} BhdModelKind;

/* Returns: (transfer none): the last one has no kind.  Any thread. */
const BhdModelKind *bhd_model_kinds (void);

G_END_DECLS
