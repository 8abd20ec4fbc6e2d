/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Brings the rows of the inbox up to date: those that are seen in the frame that shows them, one
 * that takes the focus at once, and the others when the list rests.  A list keeps two hundred. */
typedef struct _BhcRowCare BhcRowCare;

/* @list: a GtkListView of BhcInboxRow in @scroller; both outlive it. */
BhcRowCare *bhc_row_care_new (GtkWidget *list, GtkWidget *scroller);
void bhc_row_care_free (BhcRowCare *self);
void bhc_row_care_set_desk (BhcRowCare *self, BhcDesk *desk); /* (nullable) */
void bhc_row_care_age (BhcRowCare *self); /* names have changed: all have to be shown anew */

G_END_DECLS
