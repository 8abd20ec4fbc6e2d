/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Brings the database to the newest schema: applies the numbered files of sql/ it has not seen.
 * BH_ERROR_CONFLICT: a newer daemon has written it. */
gboolean bhd_schema_apply (BhDb *db, GError **error);

G_END_DECLS
