/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What is known of one of the team right now. */
typedef struct
{
  char *id;
  char *name;
  char *avatar; /* (nullable) the hash of a picture */
  char *status; /* wire word: what they chose */
  gboolean connected;
  gint64 open;    /* conversations they have … */
  gint64 waiting; /* … and where a visitor waits for their answer */
} BhcMateRecord;

/* Somebody of the team, at work or not.  Signal "changed". */
#define BHC_TYPE_MATE (bhc_mate_get_type ())
G_DECLARE_FINAL_TYPE (BhcMate, bhc_mate, BHC, MATE, GObject)

BhcMate *bhc_mate_new (const BhcMateRecord *record);
const BhcMateRecord *bhc_mate_get (BhcMate *self);
guint bhc_mate_get_unread (BhcMate *self); /* of what they whispered to me */

/* “online”, “away”, “busy” or, without a console, “offline”. */
const char *bhc_mate_get_presence (BhcMate *self);

void bhc_mate_set (BhcMate *self, const BhcMateRecord *record);
void bhc_mate_set_unread (BhcMate *self, guint unread);

G_END_DECLS
