/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"
#include "common/find/bh-find-query.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  BHC_FOUND_CONTACT, /* in the order in which they are shown */
  BHC_FOUND_ARTICLE,
  BHC_FOUND_MESSAGE,
} BhcFoundKind;

/* Something that was found: an immutable object. */
#define BHC_TYPE_FOUND (bhc_found_get_type ())
G_DECLARE_FINAL_TYPE (BhcFound, bhc_found, BHC, FOUND, GObject)

/* What it is made of; the strings stay the caller's. */
typedef struct
{
  BhcFoundKind kind;
  const char *id;            /* of the message, contact or document */
  const char *conversation;  /* (nullable) id: the message's; of a contact: where it was last */
  const char *contact;       /* name: whom the conversation is with; of a contact: its own */
  const char *email;         /* (nullable) the contact's */
  const char *title;         /* (nullable) of an article */
  const char *text;          /* (nullable) to be cut and marked: what was said or written */
  const char *const *labels; /* (nullable) ids, of the conversation */
  gint64 seq;                /* of a message: newer ones have higher ones */
  gint64 when_us;            /* 0: at no time */
  BhAuthor author;           /* of a message … */
  const char *author_name;   /* (nullable) … and its name */
  gboolean note;             /* it was said among colleagues */
  gboolean from_server;      /* this machine has not seen it */
} BhcFoundFields;

/* @query: for the marks. */
BhcFound *bhc_found_new (const BhcFoundFields *fields, const BhFindQuery *query);

/* What it was made of; .text is the excerpt now. */
const BhcFoundFields *bhc_found_get (BhcFound *self);

/* Where in the text the words stand.  (transfer none) (nullable): of BhFindMark */
const GArray *bhc_found_get_marks (BhcFound *self);

/* < 0: @one is shown above @other. */
int bhc_found_compare (BhcFound *one, BhcFound *other);

G_END_DECLS
