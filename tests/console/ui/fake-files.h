/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/files/bhc-file-store.h"
#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* The file is here, as if it had been fetched. */
void
fake_files_put (BhcDesk *desk, const BhAttachment *attachment, const char *bytes, gsize length);

/* The picture with @hash is here. */
void fake_files_put_face (BhcDesk *desk, const char *hash, GBytes *bytes);

BhcFileStore *fake_files_get_store (BhcDesk *desk);

G_END_DECLS
