/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One thing known, with its name above it; hidden while it is not known.  Property: "title". */
#define BHC_TYPE_FACT (bhc_fact_get_type ())
G_DECLARE_FINAL_TYPE (BhcFact, bhc_fact, BHC, FACT, AdwBin)

void bhc_fact_set_value (BhcFact *self, const char *value); /* (nullable) */

/* The same as a link, where @value is an address of the web. */
void bhc_fact_set_address (BhcFact *self, const char *value); /* (nullable) */

G_END_DECLS
