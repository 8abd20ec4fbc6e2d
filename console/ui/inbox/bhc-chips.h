/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/directory/bhc-directory.h"

#include "common/bh-conversation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How urgent a conversation is, how it came and how it is labelled, in small chips on one line;
 * what does not fit is counted.  The words are the theme's, the colours stand beside them, so that
 * any colour can be read on any background. */
#define BHC_TYPE_CHIPS (bhc_chips_get_type ())
G_DECLARE_FINAL_TYPE (BhcChips, bhc_chips, BHC, CHIPS, GtkWidget)

void bhc_chips_show (BhcChips *self,
                     const BhConversation *record,
                     BhcDirectory *directory /* (nullable) */);

/* The same in words, for a screen reader.  Returns: (transfer full) (nullable): there is nothing */
char *bhc_chips_say (BhcChips *self);

G_END_DECLS
