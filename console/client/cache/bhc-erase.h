/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-frame.h"
#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

/* What the desk was told to forget, or of whom it was told something else; inside a job. */
gboolean bhc_write_erasure (BhcWrite *self, const BhcErasure *erasure, GError **error);

/* The copies of the contact in conversations are this one now.  @contact: a JSON object. */
gboolean bhc_write_contact (BhcWrite *self, const char *contact, GError **error);

G_END_DECLS
