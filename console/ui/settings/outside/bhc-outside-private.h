/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/settings/bhc-settings-topics.h"

G_BEGIN_DECLS

/* Tables of what the outside sees: the widget, and who else may come in or is told. */

extern const BhcSheetKind bhc_widget_kind;
extern const BhcSetting bhc_widget_settings[];

/* How it will look, with what the form says. */
GtkWidget *bhc_widget_preview_new (BhcForm *form);

extern const BhcSetting bhc_site_settings[];
extern const BhcTrial bhc_identity_trial;

extern const BhcCollection bhc_keys;
extern const BhcCollection bhc_webhooks;
extern const BhcCollection bhc_deliveries;

/* Checks of what is typed; see BhcSetting. */
const char *bhc_check_address (GVariant *value);
const char *bhc_check_base (GVariant *value); /* the same, or none */
const char *bhc_check_tool_name (GVariant *value);
const char *bhc_check_headers (GVariant *value);
const char *bhc_check_extensions (GVariant *value);
const char *bhc_check_some (GVariant *value);
const char *bhc_check_name (GVariant *value);
const char *bhc_check_color (GVariant *value);
const char *bhc_check_phone (GVariant *value);
const char *bhc_check_key (GVariant *value);
const char *bhc_check_origins (GVariant *value);
const char *bhc_check_three (GVariant *value);

G_END_DECLS
