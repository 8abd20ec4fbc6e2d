/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/team/bhc-canned-files.h"
#include "console/ui/settings/team/bhc-team-topics-private.h"
#include "console/ui/toolkit/bhc-dotted.h"

static const BhcSetting canned_settings[] = {
  { BHC_SETTING_LINE, "shortcut", N_ ("Shortcut"), N_ ("Typed behind / while writing"),
    .check = bhc_check_shortcut },
  { BHC_SETTING_LINE, "title", N_ ("Title"), N_ ("To find it by"), .max = 120 },
  { BHC_SETTING_TEXT, "body", N_ ("What It Says"),
    N_ ("Filled in when it is used: {{contact.first_name}}, {{contact.name}}, {{contact.email}}, "
        "{{contact.KEY}} for what the form asked, {{agent.first_name}}, {{agent.name}}, "
        "{{organization.name}}, {{conversation.id}}. {{contact.first_name|there}} says what stands "
        "where there is none."),
    .check = bhc_check_reply },
  { BHC_SETTING_SWITCH, "shared", N_ ("For Everybody"), N_ ("Otherwise for you alone") },
  { 0 },
};

static const char *
refuse_canned (BhcDesk *desk, BhcSheet *sheet, const char *name, GVariant *value)
{
  const BhOperator *me = bhc_desk_get_operator (desk);

  if (me != NULL && me->role >= BH_ROLE_ADMIN)
    return NULL;
  if (sheet != NULL && bhc_sheet_get_flag (sheet, "shared"))
    return _ ("Only administrators change what everybody has.");
  if (value == NULL && g_strcmp0 (name, "shared") == 0)
    return _ ("Only administrators share replies with everybody.");
  return NULL;
}

static char *
count_files (BhcSheet *sheet)
{
  g_autoptr (GVariant) files = g_variant_lookup_value (bhc_sheet_get_values (sheet), "attachments",
                                                       G_VARIANT_TYPE ("aa{sv}"));
  guint n = files != NULL ? (guint) g_variant_n_children (files) : 0;

  return n > 0 ? g_strdup_printf (ngettext (" · %u file", " · %u files", n), n) : g_strdup ("");
}

static char *
tell_canned (BhcDesk *desk, BhcSheet *sheet)
{
  g_autofree char *files = count_files (sheet);
  gboolean shared = bhc_sheet_get_flag (sheet, "shared");
  const char *title = bhc_sheet_get_text (sheet, "title");

  g_autofree char *rest = g_strconcat (shared ? _ ("For everybody") : _ ("Yours"), files, NULL);

  return *title != '\0' ? bhc_dotted (title, rest, NULL) : g_steal_pointer (&rest);
}

const BhcCollection bhc_canned_replies = {
  .title = N_ ("Canned Replies"),
  .hint = N_ ("Type / and the shortcut while writing. Your own ones nobody else sees."),
  .add = N_ ("Add a Reply"),
  .change = N_ ("Canned Reply"),
  .empty = N_ ("No canned reply yet"),
  .kind = { "/v1/desk/canned", "canned", "canned", .from = "/v1/desk/directory" },
  .settings = canned_settings,
  .name = "shortcut",
  .refuses = refuse_canned,
  .tell = tell_canned,
  .extra = bhc_canned_files_new,
  .follow = bhc_canned_files_follow,
};
