/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/writing/bhc-writing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What helps while one writes: canned replies after “/”, colleagues and teams after “@” in a note.
 * Signal "attach" (GVariant *): the files of a canned reply, as the directory tells of them. */
#define BHC_TYPE_WRITING_AIDS (bhc_writing_aids_get_type ())
G_DECLARE_FINAL_TYPE (BhcWritingAids, bhc_writing_aids, BHC, WRITING_AIDS, GObject)

/* @parent: what lists are shown over. */
BhcWritingAids *bhc_writing_aids_new (GtkTextView *text, GtkWidget *parent);

void bhc_writing_aids_set_place (BhcWritingAids *self,
                                 BhcDesk *desk,                 /* (nullable) */
                                 BhcConversation *conversation, /* (nullable) */
                                 gboolean note);
gboolean bhc_writing_aids_handle_key (BhcWritingAids *self, guint key, GdkModifierType state);

/* Begins a canned reply at the cursor, as “/” does. */
void bhc_writing_aids_browse (BhcWritingAids *self);
void bhc_writing_aids_use (BhcWritingAids *self, const char *canned); /* id: writes it there */

/* Who was chosen so far, whether still in the text or not.  @mentions: of BhcMention, copied. */
void bhc_writing_aids_set_mentions (BhcWritingAids *self, GPtrArray *mentions);
GPtrArray *bhc_writing_aids_get_mentions (BhcWritingAids *self); /* (transfer none) */

G_END_DECLS
