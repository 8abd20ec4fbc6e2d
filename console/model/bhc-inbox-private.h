/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-inbox.h"

G_BEGIN_DECLS

BhcInbox *bhc_inbox_new (BhcView view);

G_END_DECLS
