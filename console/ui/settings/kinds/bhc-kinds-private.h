/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/settings/bhc-setting.h"

G_BEGIN_DECLS

/* How a kind of setting looks, is filled and is read. */
typedef struct
{
  GtkWidget *(*make) (const BhcSetting *setting, GCallback changed, gpointer data);
  void (*show) (GtkWidget *control, const BhcSetting *setting, GVariant *value);
  GVariant *(*read) (GtkWidget *control, const BhcSetting *setting);
} BhcManner;

/* @control: what of @row holds its value.  Returns: @row */
GtkWidget *bhc_setting_row_hold (GtkWidget *row, gpointer control);
GtkWidget *bhc_setting_row_control (GtkWidget *row);

/* @label: shows the title of @row, and so what is wrong with it. */
void bhc_setting_row_bind_title (GtkWidget *row, GtkWidget *label);

extern const BhcManner bhc_checks_manner;
extern const BhcManner bhc_color_manner;
extern const BhcManner bhc_records_manner;
extern const BhcManner bhc_shown_manner;
extern const BhcManner bhc_time_manner;
extern const BhcManner bhc_password_manner;
extern const BhcManner bhc_members_manner;

/* Of the passwords' manner: the one that was made here and still stands there.  (nullable) */
const char *bhc_password_get_made (GtkWidget *control);

/* Of the members' manner: who there is to choose from. */
void bhc_members_offer (GtkWidget *control, const char *const *ids, const char *const *names);

/* Of the records' manner: whether each of them can be as it stands. */
gboolean bhc_records_check (GtkWidget *control);

G_END_DECLS
