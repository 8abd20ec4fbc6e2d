/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-person.h"

G_BEGIN_DECLS

typedef enum
{
  BHD_ANYONE,
  BHD_VISITOR,
  BHD_OPERATOR,
  BHD_WIDGET_KEY, /* a program that chats in an organisation's name */
  BHD_ADMIN_KEY,  /* a program that reads what was said */
  BHD_LOCAL,      /* through the Unix socket: the administrator of this machine */
} BhdWho;

/* Who is asking, as their credential proved it.  Every store function that reaches a row takes its
 * organisation from here. */
typedef struct
{
  BhdWho who;
  char *organization_id; /* NULL for anyone and local */
  char *contact_id;      /* visitors */
  char *operator_id;     /* operators */
  char *key_id;          /* keys */
  char *name;            /* of the contact or operator */
  char *email;           /* of the contact */
  gboolean verified;     /* the site vouches for the contact */
  gboolean blocked;      /* the contact may not write */
  BhRole role;           /* operators */
  char *avatar;          /* (nullable) of the operator */
  BhAttendance status;   /* operators: as they chose */
  char *token_hash;      /* of the session, to end it */
  gint64 expires_us;     /* of the session */
  gint64 used_us;        /* keys: when last, as far as is known; 0: never */
} BhdCaller;

BhdCaller *bhd_caller_new_take (BhdCaller *fields);
void bhd_caller_unref (BhdCaller *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdCaller, bhd_caller_unref)

G_END_DECLS
