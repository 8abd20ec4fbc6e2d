/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* The file is here, as if it had been fetched. */
void
fake_files_put (BhcDesk *desk, const BhAttachment *attachment, const char *bytes, gsize length);

G_END_DECLS
