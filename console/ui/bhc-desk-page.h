/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The place of work: inbox, conversation and contact beside each other; two of them where the
 * window is narrower, one where it is narrow.  Property: "desk".
 *
 * Signal "failed" (const char *sentence): something could not be done. */
#define BHC_TYPE_DESK_PAGE (bhc_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcDeskPage, bhc_desk_page, BHC, DESK_PAGE, GtkWidget)

GtkWidget *bhc_desk_page_new (BhcDesk *desk);
void bhc_desk_page_open (BhcDeskPage *self, const char *conversation_id);

/* The id of the conversation it shows.  (nullable) */
const char *bhc_desk_page_get_open (BhcDeskPage *self);

/* The same, at one of its messages; @words are marked in it. */
void bhc_desk_page_open_message (BhcDeskPage *self,
                                 const char *conversation_id,
                                 gint64 seq,
                                 const char *words);

G_END_DECLS
