/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/directory/bhc-canned.h"
#include "console/model/directory/bhc-colleague.h"
#include "console/model/directory/bhc-label.h"
#include "console/model/directory/bhc-saved-view.h"
#include "console/model/directory/bhc-team.h"

G_BEGIN_DECLS

/* How the objects of the directory become what the daemon says (a{sv}, not floating). */
void bhc_canned_fill (gpointer object, GVariant *values);
void bhc_colleague_fill (gpointer object, GVariant *values);
void bhc_label_fill (gpointer object, GVariant *values);
void bhc_saved_view_fill (gpointer object, GVariant *values);
void bhc_team_fill (gpointer object, GVariant *values);

G_END_DECLS
