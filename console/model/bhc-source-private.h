/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

G_BEGIN_DECLS

BhcSource *bhc_source_new (const char *title, const char *heading, const char *quote);

G_END_DECLS
