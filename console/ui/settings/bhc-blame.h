/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/settings/bhc-form.h"

G_BEGIN_DECLS

/* Shows in the form what the daemon said was wrong, at the field it named; the message of @error
 * then calls that by its title. */
void bhc_blame (BhcForm *form, GError *error);

G_END_DECLS
