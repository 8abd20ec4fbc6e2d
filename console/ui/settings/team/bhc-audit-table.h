/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/team/bhc-audit.h"

G_BEGIN_DECLS

/* The entries as comma-separated values, with a line of titles.  What a program for tables would
 * take for a formula is none.  Returns: (transfer full) */
GBytes *bhc_audit_table_new (BhcDesk *desk, BhcAudit *audit);

G_END_DECLS
