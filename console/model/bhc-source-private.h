/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-citation.h"
#include "console/model/bhc-message.h"

G_BEGIN_DECLS

BhcSource *bhc_source_new (const BhcCitation *citation);

G_END_DECLS
