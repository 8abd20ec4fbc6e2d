/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "console/model/directory/bhc-directory.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a conversation is sorted: as its record says, or as was just asked for. */
typedef struct
{
  char *priority;       /* wire word */
  char *team;           /* (nullable) name */
  GPtrArray *labels;    /* of BhcLabel */
  GPtrArray *label_ids; /* of char *, NULL-terminated */
  gint64 snoozed_until_us;
} BhcSorting;

/* @wanted: (nullable) a bag with members of a conversation, which win. */
void bhc_sorting_read (BhcSorting *self,
                       const BhConversation *record,
                       GVariant *wanted,
                       BhcDirectory *directory);
void bhc_sorting_clear (BhcSorting *self);

/* In @label, with the labels' colours, and in words for a screen reader; “” where it is not sorted
 * at all. */
void bhc_sorting_show (const BhcSorting *self, GtkLabel *label, gint64 now_us);

/* Puts the members of @values into the bag @wanted. */
void bhc_sorting_add (GVariant **wanted, GVariant *values);

G_END_DECLS
