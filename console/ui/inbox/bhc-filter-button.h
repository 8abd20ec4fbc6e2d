/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A button with what the inbox can be filtered by.  Property: "desk".
 *
 * Signal "changed": bhc_filter_button_get_filter() is another.
 * Signal "save": somebody wants to keep it as a view. */
#define BHC_TYPE_FILTER_BUTTON (bhc_filter_button_get_type ())
G_DECLARE_FINAL_TYPE (BhcFilterButton, bhc_filter_button, BHC, FILTER_BUTTON, AdwBin)

const BhcFilter *bhc_filter_button_get_filter (BhcFilterButton *self); /* may ask nothing */
void bhc_filter_button_clear (BhcFilterButton *self);

G_END_DECLS
