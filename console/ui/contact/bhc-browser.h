/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* “Firefox 121 on Linux”, as well as a user agent lets one say it.  Returns: (transfer full)
 * (nullable): nothing known is in it */
char *bhc_browser_describe (const char *user_agent);

G_END_DECLS
