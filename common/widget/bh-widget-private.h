/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/widget/bh-widget.h"

G_BEGIN_DECLS

/* One's own, not yet shared, and so still to be changed. */
BhWidget *bh_widget_copy (const BhWidget *old);

G_END_DECLS
