/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/team/bhc-team-topics-private.h"

/* ---- teams ---- */

static const BhcSetting team_settings[] = {
  { BHC_SETTING_LINE, "name", N_ ("Name"), N_ ("Such as Returns, or Workshop"),
    .check = bhc_check_short_name },
  { BHC_SETTING_MEMBERS, "members", N_ ("Members") },
  { 0 },
};

/* Who has left is told only where they still stand in the list. */
static gboolean
is_offered (BhcColleague *who, BhcSheet *team)
{
  g_autoptr (GVariant) members = NULL;
  g_autofree const char **ids = NULL;

  if (!bhc_colleague_is_disabled (who))
    return TRUE;
  if (team != NULL)
    members = g_variant_lookup_value (bhc_sheet_get_values (team), "members",
                                      G_VARIANT_TYPE_STRING_ARRAY);
  ids = members != NULL ? g_variant_get_strv (members, NULL) : NULL;
  return ids != NULL && g_strv_contains (ids, bhc_colleague_get_id (who));
}

static void
offer_people (BhcDesk *desk, BhcForm *form, BhcSheet *team)
{
  GListModel *all = bhc_directory_get_colleagues (bhc_desk_get_directory (desk));
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (BhcColleague) who = g_list_model_get_item (all, i);

      if (!is_offered (who, team))
        continue;
      g_ptr_array_add (ids, (gpointer) bhc_colleague_get_id (who));
      g_ptr_array_add (names, (gpointer) bhc_colleague_get_name (who));
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (names, NULL);
  bhc_form_offer (form, (const char *const *) ids->pdata, (const char *const *) names->pdata);
}

static char *
tell_members (BhcDesk *desk, BhcSheet *team)
{
  BhcDirectory *directory = bhc_desk_get_directory (desk);
  g_autoptr (GVariant) members =
      g_variant_lookup_value (bhc_sheet_get_values (team), "members", G_VARIANT_TYPE_STRING_ARRAY);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; members != NULL && i < g_variant_n_children (members); i++)
    {
      const char *id = NULL;
      BhcColleague *who;

      g_variant_get_child (members, i, "&s", &id);
      who = bhc_directory_find_colleague (directory, id);
      if (who != NULL)
        g_ptr_array_add (names, (gpointer) bhc_colleague_get_name (who));
    }
  if (names->len == 0)
    return g_strdup (_ ("Nobody yet"));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (C_ ("list", ", "), (char **) names->pdata);
}

const BhcCollection bhc_teams = {
  .title = N_ ("Teams"),
  .hint = N_ ("Conversations can be handed to a team; who is in it takes them"),
  .add = N_ ("Add a Team"),
  .change = N_ ("Team"),
  .empty = N_ ("No team yet"),
  .kind = { "/v1/desk/teams", "teams", "team", .from = "/v1/desk/directory" },
  .settings = team_settings,
  .name = "name",
  .lost = N_ ("It is taken off every conversation. The people stay."),
  .offer = offer_people,
  .tell = tell_members,
};

/* ---- labels ---- */

static const BhcSetting label_settings[] = {
  { BHC_SETTING_LINE, "name", N_ ("Name"), N_ ("Such as Refund"), .check = bhc_check_short_name },
  { BHC_SETTING_COLOR, "color", N_ ("Color"), .check = bhc_check_label_color,
    .initial = "'#1c71d8'" },
  { 0 },
};

const BhcCollection bhc_labels = {
  .title = N_ ("Labels"),
  .hint = N_ ("What conversations are sorted by"),
  .add = N_ ("Add a Label"),
  .change = N_ ("Label"),
  .empty = N_ ("No label yet"),
  .kind = { "/v1/desk/labels", "labels", "label", .from = "/v1/desk/directory" },
  .settings = label_settings,
  .name = "name",
  .color = "color",
  .lost = N_ ("It is taken off every conversation."),
};
