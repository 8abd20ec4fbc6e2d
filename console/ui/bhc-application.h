/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/accounts/bhc-desks.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BHC_APPLICATION_ID "org.bellhop.Console"

/* The console as one application: its window, its bell, its menu. */
#define BHC_TYPE_APPLICATION (bhc_application_get_type ())
G_DECLARE_FINAL_TYPE (BhcApplication, bhc_application, BHC, APPLICATION, AdwApplication)

/* @state_file: where the window keeps its size.  Both nullable. */
BhcApplication *
bhc_application_new (BhcDesks *desks, BhcPreferences *preferences, const char *state_file);

G_END_DECLS
