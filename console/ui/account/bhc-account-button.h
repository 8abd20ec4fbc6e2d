/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Who is signed in, and whether they are there: a button with the operator's face and status.  Its
 * menu holds the status, the accounts and everything about the console itself.
 *
 * Its actions: "me.status" (s). */
#define BHC_TYPE_ACCOUNT_BUTTON (bhc_account_button_get_type ())
G_DECLARE_FINAL_TYPE (BhcAccountButton, bhc_account_button, BHC, ACCOUNT_BUTTON, GtkWidget)

/* @accounts: (nullable) a section of the menu: the others one could be. */
GtkWidget *bhc_account_button_new (BhcDesk *desk, GMenuModel *accounts);
void bhc_account_button_popup (BhcAccountButton *self);

G_END_DECLS
