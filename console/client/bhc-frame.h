/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "console/client/knowledge/bhc-kind.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define BHC_FRAME_MAX (4 * 1024 * 1024) /* bytes */

typedef enum
{
  BHC_FRAME_EVENT,
  BHC_FRAME_LIVE,
  BHC_FRAME_RESET,
  BHC_FRAME_EPHEMERAL,
  BHC_FRAME_UNKNOWN, /* of a newer daemon: to be ignored */
} BhcFrameOp;

typedef enum
{
  BHC_NEWS_AI_STARTED,
  BHC_NEWS_AI_DELTA,
  BHC_NEWS_AI_DISCARDED,
  BHC_NEWS_TYPING,
  BHC_NEWS_VIEWING,
  BHC_NEWS_VISITOR_MOVED, /* of no conversation */
  BHC_NEWS_PRESENCE,      /* the same */
  BHC_NEWS_RUN,           /* what the AI is at */
  BHC_NEWS_UNKNOWN,
} BhcNewsKind;

/* What happens and is not kept: an ephemeral frame. */
typedef struct
{
  BhcNewsKind kind;
  char *conversation_id;
  char *message_id; /* (nullable) of the answer that is being written */
  char *text;       /* (nullable) of a delta */
  gint64 offset;    /* of it, in characters */
  char *author_id;  /* (nullable) who types or looks */
  char *name;       /* (nullable) */
  gboolean of_team; /* it is somebody of the team */
  gboolean on;
  char *contact_id; /* (nullable) who has moved, to which page */
  char *url;        /* (nullable) */
  char *title;      /* (nullable) */
  gint64 at_us;
  char *status;   /* (nullable) of presence: wire word; “on”: a console listens */
  char *run_id;   /* (nullable) of a run; “on”: it goes on */
  char *provider; /* (nullable) who answers there, once it is known */
} BhcNews;

/* A colleague has said something to one other. */
typedef struct
{
  char *id; /* (nullable) nothing of the kind happened */
  char *from_id;
  char *to_id;
} BhcWhispered;

/* A record of the knowledge base has changed. */
typedef struct
{
  BhcKind kind;
  char *id;        /* (nullable) nothing of the kind happened */
  gpointer record; /* (nullable) it was deleted */
} BhcTidings;

/* What is to be forgotten: a conversation, or a contact with all of theirs; or a contact who is
 * another now. */
typedef struct
{
  char *contact_id;     /* (nullable) */
  char *into;           /* (nullable) who the contact is now: nothing is forgotten */
  char **conversations; /* (nullable) ids */
} BhcErasure;

/* One frame of the feed, read. */
typedef struct
{
  BhcFrameOp op;
  gint64 seq;                   /* of an event, of live, of reset */
  gint64 at_us;                 /* of an event: when it happened; 0: not told */
  BhConversation *conversation; /* (nullable) of an event: as the desk sees it now */
  BhMessage *message;           /* (nullable) of an event: what was written */
  char *organization;           /* (nullable) of an event: the organisation's name has changed */
  char *suggested; /* (nullable) of an event: the conversation whose suggested reply is another */
  gboolean directory;   /* of an event: colleagues, teams, labels, replies or views are others */
  gboolean webhook;     /* of an event: a webhook is another, or gone … */
  gboolean webhook_off; /* … it was switched off, since what it was told failed */
  BhcErasure erasure;   /* of an event */
  BhcWhispered whisper; /* the same */
  char *contact;        /* (nullable) of an event: a contact as it is now, a JSON object */
  BhcNews news;         /* of an ephemeral frame */
  BhcTidings tidings;   /* of an event */
} BhcFrame;

BhcFrame *bhc_frame_parse (const char *text, gsize length, GError **error);
BhcFrame *bhc_frame_from_json (JsonObject *object, GError **error);
void bhc_frame_free (BhcFrame *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcFrame, bhc_frame_free)

G_END_DECLS
