/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/ui/fake-desk.h"

G_BEGIN_DECLS

/* Of a saved view, by its bit.  (nullable) */
const BhcFilter *fake_directory_get_filter (BhcDesk *self, BhcView view);

G_END_DECLS
