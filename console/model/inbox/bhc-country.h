/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The country a browser's time zone (“Europe/Berlin”) lies in, as two letters.  @time_zone:
 * (nullable).  Returns: (nullable): unknown, or no country's */
const char *bhc_country_of (const char *time_zone);

G_END_DECLS
