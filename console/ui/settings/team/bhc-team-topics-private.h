/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/settings/bhc-settings-topics.h"

G_BEGIN_DECLS

/* Tables of what a team has: who is in it, what they share, and what happens by itself. */

extern const BhcCollection bhc_people;
extern const BhcCollection bhc_teams;
extern const BhcCollection bhc_labels;
extern const BhcCollection bhc_canned_replies;

extern const BhcSheetKind bhc_rules_kind;
extern const BhcSetting bhc_rules_settings[];
extern const BhcSetting bhc_hours_settings[];
const char *bhc_rules_warn (GVariant *values, GVariant *changes);

extern const BhcSheetKind bhc_me_kind;
extern const BhcSetting bhc_me_settings[];

/* Checks of what is typed; see BhcSetting. */
const char *bhc_check_short_name (GVariant *value);
const char *bhc_check_email (GVariant *value);
const char *bhc_check_password (GVariant *value);
const char *bhc_check_shortcut (GVariant *value);
const char *bhc_check_reply (GVariant *value);
const char *bhc_check_label_color (GVariant *value);
const char *bhc_check_zone (GVariant *value);
const char *bhc_check_hours (GVariant *value);

G_END_DECLS
