/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/settings/bhc-sheet.h"

G_BEGIN_DECLS

#define BHC_AUDIT_MAX 20000 /* entries at once */

/* Who changed what: a GListModel of BhcSheet, newest first, in pages; see GET /v1/desk/audit.
 * Signal "changed": what the functions below answer. */
#define BHC_TYPE_AUDIT (bhc_audit_get_type ())
G_DECLARE_FINAL_TYPE (BhcAudit, bhc_audit, BHC, AUDIT, GObject)

BhcAudit *bhc_audit_new (BhcDesk *desk);

/* From the newest on: of one operator or one action (nullable: any), not before @since_us. */
void bhc_audit_ask (BhcAudit *self, const char *operator_id, const char *action, gint64 since_us);
void bhc_audit_load_more (BhcAudit *self);
void bhc_audit_load_all (BhcAudit *self); /* page after page, up to BHC_AUDIT_MAX */
gboolean bhc_audit_has_more (BhcAudit *self);
gboolean bhc_audit_is_loading (BhcAudit *self);
const char *bhc_audit_get_problem (BhcAudit *self); /* (nullable) a sentence */
GVariant *bhc_audit_get_actions (BhcAudit *self);   /* (nullable) as: all there can be */

G_END_DECLS
