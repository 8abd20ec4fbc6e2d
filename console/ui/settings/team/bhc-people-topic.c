/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/outside/bhc-outside-private.h"
#include "console/ui/settings/team/bhc-team-topics-private.h"
#include "console/ui/toolkit/bhc-dotted.h"

static const BhcChoice roles[] = {
  { "agent", N_ ("Agent") },
  { "admin", N_ ("Administrator") },
  { "owner", N_ ("Owner") },
  { NULL },
};

static const BhcSetting person_settings[] = {
  { BHC_SETTING_LINE, "name", N_ ("Name"), N_ ("Visitors see it beside what is answered"),
    .max = 80, .check = bhc_check_name },
  { BHC_SETTING_LINE, "email", N_ ("E-Mail Address"), N_ ("To sign in with"),
    .check = bhc_check_email },
  { BHC_SETTING_CHOICE, "role", N_ ("Role"),
    N_ ("Agents answer, administrators change settings as well, owners change owners"), roles },
  { BHC_SETTING_PASSWORD, "password", N_ ("Password"),
    N_ ("10 characters at least. It ends the sessions there are."), .check = bhc_check_password,
    .needed = N_ ("type a first password, or generate one") },
  { 0 },
};

static const BhcDeed person_deeds[] = {
  { N_ ("_Disable…"), N_ ("Disable “%s”?"),
    N_ ("They are signed out everywhere and cannot sign in any more. What they have is given back, "
        "and waits for somebody else. What they wrote stays."),
    N_ ("_Disable"), "disabled", TRUE },
  { N_ ("_Enable…"), N_ ("Enable “%s”?"), N_ ("They can sign in again, as before."), N_ ("_Enable"),
    "disabled", FALSE },
  { NULL },
};

static gboolean
is_me (BhcDesk *desk, BhcSheet *sheet)
{
  const BhOperator *me = bhc_desk_get_operator (desk);

  return me != NULL && g_str_equal (bhc_sheet_get_id (sheet), me->id);
}

static gboolean
is_owner (BhcSheet *sheet)
{
  return g_str_equal (bhc_sheet_get_text (sheet, "role"), "owner");
}

static gboolean
is_last_owner (BhcDesk *desk, BhcSheet *sheet)
{
  GListModel *all = bhc_directory_get_colleagues (bhc_desk_get_directory (desk));

  if (!is_owner (sheet) || bhc_sheet_get_flag (sheet, "disabled"))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (BhcColleague) other = g_list_model_get_item (all, i);

      if (bhc_colleague_get_role (other) == BH_ROLE_OWNER && !bhc_colleague_is_disabled (other) &&
          g_strcmp0 (bhc_colleague_get_id (other), bhc_sheet_get_id (sheet)) != 0)
        return FALSE;
    }
  return TRUE;
}

/* The daemon decides; this says it before. */
static const char *
refuse_person (BhcDesk *desk, BhcSheet *sheet, const char *name, GVariant *value)
{
  const BhOperator *me = bhc_desk_get_operator (desk);
  gboolean i_own = me != NULL && me->role == BH_ROLE_OWNER;

  if (sheet != NULL && is_owner (sheet) && !i_own)
    return _ ("Only an owner changes an owner.");
  if (value != NULL)
    return !i_own && g_strcmp0 (name, "role") == 0 &&
                   g_str_equal (g_variant_get_string (value, NULL), "owner")
               ? _ ("only an owner makes owners")
               : NULL;
  if (sheet == NULL || name == NULL)
    return NULL;
  if ((g_str_equal (name, "role") || g_str_equal (name, "disabled")) && is_last_owner (desk, sheet))
    return _ ("The last owner stays one: make somebody else an owner first.");
  if (g_str_equal (name, "disabled") && is_me (desk, sheet))
    return _ ("You cannot disable yourself.");
  return NULL;
}

static const char *
role_in_words (const char *role)
{
  if (g_str_equal (role, "owner"))
    return _ ("Owner");
  return g_str_equal (role, "admin") ? _ ("Administrator") : _ ("Agent");
}

static char *
tell_person (BhcDesk *desk, BhcSheet *sheet)
{
  const char *role = role_in_words (bhc_sheet_get_text (sheet, "role"));
  const char *email = bhc_sheet_get_text (sheet, "email");

  return bhc_dotted (role, email, NULL);
}

const BhcCollection bhc_people = {
  .title = N_ ("People"),
  .hint = N_ ("Who signs in here, and what each of them may do"),
  .add = N_ ("Add a Person"),
  .change = N_ ("Person"),
  .empty = N_ ("Nobody yet"),
  .kind = { "/v1/desk/operators", "operators", "operator", .from = "/v1/desk/directory" },
  .settings = person_settings,
  .name = "name",
  .kept = TRUE,
  .off = "disabled",
  .off_label = N_ ("Disabled"),
  .deeds = person_deeds,
  .refuses = refuse_person,
  .tell = tell_person,
};

/* ---- one's own ---- */

const BhcSheetKind bhc_me_kind = { "/v1/desk/me", NULL, "operator" };

const BhcSetting bhc_me_settings[] = {
  { BHC_SETTING_SECTION, NULL, N_ ("You"), NULL },
  { BHC_SETTING_LINE, "name", N_ ("Your Name"), N_ ("Visitors see it beside what you answer"),
    .max = 80, .check = bhc_check_name },
  { BHC_SETTING_SECTION, NULL, N_ ("Change Your Password"),
    N_ ("You stay signed in here, and nowhere else.") },
  { BHC_SETTING_SECRET, "old_password", N_ ("Old Password") },
  { BHC_SETTING_SECRET, "password", N_ ("New Password"), N_ ("10 characters at least"),
    .check = bhc_check_password },
  { 0 },
};
