/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/browser/bht-browser.h"

G_BEGIN_DECLS

gboolean bht_page_turn (gint64 deadline); /* lets things happen; FALSE: time is up */

G_END_DECLS
