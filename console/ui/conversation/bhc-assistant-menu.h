/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the AI can do for whoever writes: better words, a reply to begin with, another language.
 * Properties: "desk", "buffer" (the GtkTextBuffer it reads and changes, as one step to undo).
 * Signal "failed" (const char *): a sentence; the text is as it was. */
#define BHC_TYPE_ASSISTANT_MENU (bhc_assistant_menu_get_type ())
G_DECLARE_FINAL_TYPE (BhcAssistantMenu, bhc_assistant_menu, BHC, ASSISTANT_MENU, AdwBin)

void bhc_assistant_menu_set_conversation (BhcAssistantMenu *self, const char *id); /* (nullable) */

G_END_DECLS
