/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Where an operator writes: a reply to the visitor or a private note, one draft of each for each
 * conversation, kept while it is written.  Canned replies come after “/”, colleagues after “@”.
 * Property: "desk".  Its “Reopen” activates "conversation.reopen". Signal "failed" (const char *):
 * a sentence. */
#define BHC_TYPE_COMPOSER (bhc_composer_get_type ())
G_DECLARE_FINAL_TYPE (BhcComposer, bhc_composer, BHC, COMPOSER, AdwBin)

void bhc_composer_set_conversation (BhcComposer *self,
                                    BhcConversation *conversation); /* (nullable) */
void bhc_composer_send (BhcComposer *self); /* does nothing where there is nothing to send */
void bhc_composer_recall (BhcComposer *self, const char *message); /* from the outbox */
void bhc_composer_fill (BhcComposer *self, const char *text); /* below what is written already */
void bhc_composer_set_note (BhcComposer *self, gboolean note);
void bhc_composer_focus (BhcComposer *self);
void bhc_composer_write_note (BhcComposer *self); /* both */

/* Files that are dropped on @widget go with the next message; @sign shows itself meanwhile. */
void bhc_composer_watch_drops (BhcComposer *self, GtkWidget *widget, GtkWidget *sign);

G_END_DECLS
