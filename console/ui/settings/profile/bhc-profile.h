/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How others see whoever is signed in: name, address, and the picture, which can be chosen and
 * removed. */
#define BHC_TYPE_PROFILE (bhc_profile_get_type ())
G_DECLARE_FINAL_TYPE (BhcProfile, bhc_profile, BHC, PROFILE, AdwBin)

GtkWidget *bhc_profile_new (BhcDesk *desk);

/* What the dialogue has found: sends it. */
void bhc_profile_take (BhcProfile *self, GFile *file);

G_END_DECLS
