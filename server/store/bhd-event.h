/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One row of an organisation's log: an immutable record, shared by reference between threads. */
typedef struct
{
  char *organization_id;
  gint64 seq;
  char *type;
  char *conversation_id; /* (nullable) */
  char *contact_id;      /* (nullable): the visitor who may see it; NULL keeps it at the desk */
  char *body;            /* a JSON object, the same for everybody */
  char *desk;            /* (nullable) a JSON object for operators only */
  gint64 created_us;
  gboolean line; /* who stands in the line has changed; known until it is told, not stored */
} BhdEvent;

/* What the desk knows of an event before it is published. */
typedef struct
{
  const char *organization_id;
  const char *type;
  const char *conversation_id;
  const char *contact_id;
  const char *body;
  const char *desk;
  gint64 seq; /* reserved, see bhd-turn.h */
  gboolean line;
} BhdEventDraft;

BhdEvent *bhd_event_new (const BhdEventDraft *draft, gint64 created_us);
BhdEvent *bhd_event_ref (BhdEvent *self);
void bhd_event_unref (BhdEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdEvent, bhd_event_unref)

G_END_DECLS
