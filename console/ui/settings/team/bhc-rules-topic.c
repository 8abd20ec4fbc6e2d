/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/team/bhc-team-topics-private.h"

const BhcSheetKind bhc_rules_kind = { "/v1/desk/settings", NULL, "desk" };

const BhcSetting bhc_rules_settings[] = {
  { BHC_SETTING_SECTION, NULL, N_ ("While Visitors Wait"), N_ ("0 is never.") },
  { BHC_SETTING_NUMBER, "claim_timeout_s", N_ ("Give Back After Minutes"),
    N_ ("Who has claimed a conversation and lets the visitor wait longer loses it to the others"),
    NULL, 0, 24 * 60, 1, .scale = 60 },
  { BHC_SETTING_NUMBER, "auto_resolve_h", N_ ("Resolve After Hours"),
    N_ ("Where nobody has said anything for so long and no visitor waits for an answer"), NULL, 0,
    365 * 24, 1 },
  { BHC_SETTING_SECTION, NULL, N_ ("How Long Conversations Are Kept"),
    N_ ("Resolved conversations are erased with their messages, files and runs. Nothing brings them "
        "back. 0 keeps them for ever.") },
  { BHC_SETTING_NUMBER, "retention_days", N_ ("Erase After Days"), NULL, NULL, 0, 10 * 365, 1 },
  { 0 },
};

const BhcSetting bhc_hours_settings[] = {
  { BHC_SETTING_SECTION, NULL, N_ ("Business Hours"),
    N_ ("They tell visitors when somebody is there, what the widget offers outside of them, and, "
        "where it is so set, when the assistant answers.") },
  { BHC_SETTING_HOURS, "hours", N_ ("Business Hours"), .check = bhc_check_hours },
  { BHC_SETTING_LINE, "time_zone", N_ ("Time Zone of the Hours"), N_ ("Such as Europe/Berlin"),
    .check = bhc_check_zone },
  { 0 },
};

/* For ever is longer than any number of days. */
const char *
bhc_rules_warn (GVariant *values, GVariant *changes)
{
  gint64 was = 0, will = 0;

  g_variant_lookup (values, "retention_days", "x", &was);
  if (!g_variant_lookup (changes, "retention_days", "x", &will) || will == 0 ||
      (was != 0 && will >= was))
    return NULL;
  return _ ("Conversations that were resolved longer ago than that are erased soon, with all that "
            "was said in them. Nothing brings them back.");
}
