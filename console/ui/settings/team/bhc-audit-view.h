/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Who changed what, newest first: by person, action and period, a page at a time; all of it can be
 * kept as a table. */
#define BHC_TYPE_AUDIT_VIEW (bhc_audit_view_get_type ())
G_DECLARE_FINAL_TYPE (BhcAuditView, bhc_audit_view, BHC, AUDIT_VIEW, AdwBin)

GtkWidget *bhc_audit_view_new (BhcDesk *desk);

/* Writes what the filters let through into @file. */
void bhc_audit_view_export (BhcAuditView *self, GFile *file);

G_END_DECLS
