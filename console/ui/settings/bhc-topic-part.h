/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/settings/bhc-settings-topics.h"

G_BEGIN_DECLS

/* One part of a topic: the only sheet of its kind, and the form over it. */
typedef struct _BhcTopicPart BhcTopicPart;

/* @part: static */
BhcTopicPart *bhc_topic_part_new (BhcDesk *desk, const BhcSettingsPart *part);
void bhc_topic_part_free (BhcTopicPart *self);

BhcSheets *bhc_topic_part_get_sheets (BhcTopicPart *self);
BhcForm *bhc_topic_part_get_form (BhcTopicPart *self); /* lives as long as the page it is put on */

gboolean bhc_topic_part_is_loaded (BhcTopicPart *self);
gboolean bhc_topic_part_is_changed (BhcTopicPart *self);
void bhc_topic_part_show (BhcTopicPart *self); /* what is kept, once that is loaded */

/* Returns: (nullable): what is lost by what is to be saved */
const char *bhc_topic_part_find_warning (BhcTopicPart *self);

/* FALSE: nothing is to be saved, and @callback will not come. */
gboolean
bhc_topic_part_save_async (BhcTopicPart *self, GAsyncReadyCallback callback, gpointer data);

/* Shows what came of it: what is kept now, or what is to blame. */
gboolean bhc_topic_part_save_finish (BhcTopicPart *self, GAsyncResult *result, GError **error);

G_END_DECLS
