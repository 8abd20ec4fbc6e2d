/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"
#include "server/desk/insights/bhd-insights.h"

G_BEGIN_DECLS

/* Writes the whole object; sorts times as it goes. */
void bhd_insight_answer_write (BhdInsights *insights, BhJsonWriter *json);

G_END_DECLS
