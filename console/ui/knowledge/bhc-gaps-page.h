/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Questions the knowledge base has no answer to, most asked first, and what to do about them. */
#define BHC_TYPE_GAPS_PAGE (bhc_gaps_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcGapsPage, bhc_gaps_page, BHC, GAPS_PAGE, AdwBin)

void bhc_gaps_page_set_library (BhcGapsPage *self, BhcLibrary *library);
void bhc_gaps_page_reopen (BhcGapsPage *self, const char *id); /* what dismissing is undone by */

G_END_DECLS
