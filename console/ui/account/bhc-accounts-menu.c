/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/toolkit/bhc-dotted.h"
#include "console/ui/toolkit/bhc-mnemonic.h"

#include "console/ui/account/bhc-accounts-menu.h"

static char *
make_label (BhcDesk *desk)
{
  g_autofree char *label =
      bhc_dotted (bhc_desk_get_organization_name (desk), bhc_desk_get_email (desk), NULL);

  return bhc_mnemonic_escape (label);
}

static void
add_account (GMenu *menu, BhcDesk *desk)
{
  g_autofree char *key = bhc_desks_get_key (desk);
  g_autofree char *label = make_label (desk);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "app.account", "s", key);
  g_menu_append_item (menu, item);
}

void
bhc_accounts_menu_fill (GMenu *menu, BhcDesks *desks)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (desks));

  g_menu_remove_all (menu);
  for (guint i = 0; n > 1 && i < n; i++)
    {
      g_autoptr (BhcDesk) desk = g_list_model_get_item (G_LIST_MODEL (desks), i);

      if (bhc_desk_get_organization_name (desk) != NULL)
        add_account (menu, desk);
    }
  g_menu_append (menu, _ ("A_dd an Account…"), "app.add-account");
}
