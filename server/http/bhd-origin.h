/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-organization.h"

G_BEGIN_DECLS

/* A web origin, “https://www.example.org”, the way browsers write it.  Returns: (transfer full)
 * (nullable): NULL where @text is none. */
char *bhd_origin_normalize (const char *text);

/* A page the daemon itself has served. */
gboolean bhd_origin_is_own (const char *origin, const char *host);

/* An organisation that names no origin allows all. */
gboolean bhd_origin_is_allowed (const BhOrganization *organization, const char *origin);

/* What may frame the widget: “frame-ancestors …”.  Returns: (transfer full) */
char *bhd_origin_frame_ancestors (const BhOrganization *organization);

G_END_DECLS
