/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-runs.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks the AI as a visitor would, with nobody there to see it, and shows why it says what it says.
 */
#define BHC_TYPE_PLAYGROUND_PAGE (bhc_playground_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcPlaygroundPage, bhc_playground_page, BHC, PLAYGROUND_PAGE, AdwBin)

void bhc_playground_page_set_library (BhcPlaygroundPage *self, BhcLibrary *library);

G_END_DECLS
