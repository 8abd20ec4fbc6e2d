/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/settings/bhc-settings-topics.h"

G_BEGIN_DECLS

/* One topic of the settings: its forms, its records, its trial, and what it says while it loads or
 * cannot.  Signals: "told" (const char *): something for a toast; "settled": all that was to be
 * saved has been, or was refused. */
#define BHC_TYPE_TOPIC_PAGE (bhc_topic_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcTopicPage, bhc_topic_page, BHC, TOPIC_PAGE, AdwBin)

GtkWidget *bhc_topic_page_new (BhcDesk *desk, const BhcSettingsTopic *topic);
gboolean bhc_topic_page_is_changed (BhcTopicPage *self); /* and not saved */
gboolean bhc_topic_page_is_saving (BhcTopicPage *self);

G_END_DECLS
