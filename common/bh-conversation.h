/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"

G_BEGIN_DECLS

typedef enum
{
  BH_STATUS_UNRESOLVED, /* the AI may answer */
  BH_STATUS_ESCALATED,  /* a person is wanted or has it */
  BH_STATUS_RESOLVED,
} BhStatus;

/* One conversation as the desk sees it: an immutable record.  Everything the inbox needs is in it.
 */
typedef struct
{
  char *id;
  BhStatus status;
  char *channel;
  char *priority;
  char *contact_id;
  char *contact_name;
  char *contact_email;
  gint64 contact_created_us;
  char *contact_metadata;    /* (nullable) a JSON object */
  char *contact_attributes;  /* (nullable) a JSON object */
  char *contact_external_id; /* (nullable) */
  gboolean contact_verified; /* the site vouches for them */
  gboolean contact_blocked;  /* may not write */
  char *contact_pages;       /* (nullable): not told; a JSON array, newest first */
  char *assignee_id;         /* (nullable) */
  char *assignee_name;       /* (nullable) */
  char *assignee_avatar;     /* (nullable) the hash of a picture */
  char *labels;              /* (nullable): none; a JSON array of ids */
  char *team_id;             /* (nullable) */
  char *team_name;           /* (nullable) */
  char *mentions;            /* (nullable): none; a JSON array of operators' ids */
  gint64 snoozed_until_us;   /* 0: not snoozed */
  gint64 first_reply_us;     /* of an operator; 0: none yet */
  gint64 resolved_us;        /* 0: open */
  gint64 queue_position;     /* told to visitors: 1 is next; 0: does not wait, or not known */
  char *handoff_id;          /* (nullable): where NULL, the other handoff fields mean nothing */
  char *handoff_status;      /* (nullable) */
  char *handoff_reason;      /* (nullable) */
  char *handoff_summary;     /* (nullable) */
  gint64 handoff_created_us;
  gint64 handoff_claimed_us; /* 0: not claimed */
  gint64 waiting_since_us;   /* 0: nobody waits */
  gint64 unread;
  gint64 visitor_unread;    /* others' texts the visitor has not read */
  gint64 visitor_read_seq;  /* as far as the visitor has read; 0: nothing */
  gint64 operator_read_seq; /* as far as an operator has read */
  gint64 csat_score;        /* 1 to 5; 0: not given, and the other two mean nothing */
  char *csat_comment;       /* (nullable) */
  gint64 csat_us;
  gint64 message_count;
  BhAuthor last_author;   /* with last_seq == 0 there is no last message */
  char *last_author_name; /* (nullable) */
  BhMessageKind last_kind;
  char *last_body; /* (nullable) at most 200 characters */
  gint64 last_created_us;
  gint64 last_seq;
  gint64 created_us;
  gint64 updated_us;
  gint64 seq; /* the revision */
} BhConversation;

/* Takes ownership of every string of @fields.  Returns: (transfer full) */
BhConversation *bh_conversation_new_take (BhConversation *fields);
BhConversation *bh_conversation_ref (BhConversation *self);
void bh_conversation_unref (BhConversation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhConversation, bh_conversation_unref)

void bh_conversation_write_json (const BhConversation *self, BhJsonWriter *json, const char *name);

/* What a visitor may see of it. */
void bh_conversation_write_visitor_json (const BhConversation *self,
                                         const char *ai_name,
                                         BhJsonWriter *json,
                                         const char *name);
BhConversation *bh_conversation_from_json (JsonObject *object,
                                           GError **error); /* the desk's form; (transfer full) */

const char *bh_status_to_string (BhStatus status);
gboolean bh_status_from_string (const char *word, BhStatus *status);

G_END_DECLS
