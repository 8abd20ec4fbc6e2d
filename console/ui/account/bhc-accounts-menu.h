/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/accounts/bhc-desks.h"

G_BEGIN_DECLS

/* The accounts as a section of a menu, as they are now: one item each (“app.account”, its target
 * the desk's key) where there are several, and one to add another (“app.add-account”). */
void bhc_accounts_menu_fill (GMenu *menu, BhcDesks *desks);

G_END_DECLS
