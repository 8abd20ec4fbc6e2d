/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/files/bhc-file-store.h"
#include "console/model/files/bhc-files.h"

G_BEGIN_DECLS

BhcFiles *bhc_files_new (BhcFileStore *store);
void bhc_files_note_progress (BhcFiles *self, const char *message, double fraction);

G_END_DECLS
