/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-event.h"

/* Returns: (transfer full): copies what @draft points to. */
BhdEvent *
bhd_event_new (const BhdEventDraft *draft, gint64 created_us)
{
  BhdEvent *self = g_atomic_rc_box_new (BhdEvent);

  self->organization_id = g_strdup (draft->organization_id);
  self->seq = draft->seq;
  self->type = g_strdup (draft->type);
  self->conversation_id = g_strdup (draft->conversation_id);
  self->contact_id = g_strdup (draft->contact_id);
  self->body = g_strdup (draft->body);
  self->desk = g_strdup (draft->desk);
  self->created_us = created_us;
  self->line = draft->line;
  return self;
}

BhdEvent *
bhd_event_ref (BhdEvent *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
event_clear (gpointer data)
{
  BhdEvent *self = data;

  g_free (self->organization_id);
  g_free (self->type);
  g_free (self->conversation_id);
  g_free (self->contact_id);
  g_free (self->body);
  g_free (self->desk);
}

void
bhd_event_unref (BhdEvent *self)
{
  g_atomic_rc_box_release_full (self, event_clear);
}
