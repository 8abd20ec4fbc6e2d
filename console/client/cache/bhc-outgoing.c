/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-outgoing.h"

BhcOutgoing *
bhc_outgoing_new (const char *id,
                  const char *conversation,
                  BhMessageKind kind,
                  const char *body,
                  gint64 created_us,
                  const char *refusal)
{
  BhcOutgoing *self = g_new0 (BhcOutgoing, 1);

  self->id = g_strdup (id);
  self->conversation_id = g_strdup (conversation);
  self->kind = kind;
  self->body = g_strdup (body);
  self->created_us = created_us;
  self->refusal = g_strdup (refusal);

  return self;
}

BhcOutgoing *
bhc_outgoing_with_extra (BhcOutgoing *self, const char *extra)
{
  char *copy = g_strdup (extra);

  g_free (self->extra);
  self->extra = copy;
  return self;
}

gboolean
bhc_outgoing_is_empty (const BhcOutgoing *self)
{
  return *self->body == '\0' && self->extra == NULL;
}

gint64
bhc_outgoing_held_us (const BhcOutgoing *self, gint64 now_us)
{
  gint64 left = self->hold_us - now_us;

  return left > 0 && left <= BHC_HOLD_MAX_US ? left : 0;
}

void
bhc_outgoing_free (BhcOutgoing *self)
{
  g_free (self->id);
  g_free (self->conversation_id);
  g_free (self->body);
  g_free (self->extra);
  g_free (self->refusal);
  g_free (self->code);
  g_free (self);
}
