/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"
#include "console/model/notice/bhc-notice.h"

G_BEGIN_DECLS

/* The desk's problem where it is a notice, with its parts.  (transfer none) (nullable) */
const BhcNotice *bhc_desk_get_notice (BhcDesk *self);

G_END_DECLS
