/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-words.h"
#include "common/bh-zone.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/insights/bhd-insight-answer.h"

/* In the order of BhdStep. */
static const BhWords steps = BH_WORDS ("hour", "day", "week", "month");

static GTimeZone *
find_zone (const BhdRequest *request, GError **error)
{
  const char *name = bhd_request_text (request, "time_zone");
  GTimeZone *zone = bh_zone_find (name != NULL ? name : "UTC");
  GError *refusal = NULL;

  if (zone != NULL)
    return zone;
  refusal = g_error_new (BH_ERROR, BH_ERROR_INVALID, "there is no time zone “%s”", name);
  bh_error_set_detail (refusal, "field", "\"time_zone\"");
  g_propagate_error (error, refusal);
  return NULL;
}

static gboolean
get_insights (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdInsightScope scope = { .organization_id = bhd_request_caller (request)->organization_id,
                                  .from_us = bhd_request_int (request, "from_us", 0),
                                  .to_us = bhd_request_int (request, "to_us", 0),
                                  .team_id = bhd_request_text (request, "team_id"),
                                  .operator_id = bhd_request_text (request, "operator_id"),
                                  .label_id = bhd_request_text (request, "label_id"),
                                  .channel = bhd_request_text (request, "channel") };
  g_autoptr (GTimeZone) zone = find_zone (request, error);
  g_autoptr (BhdInsights) insights = NULL;
  guint step = BHD_STEP_DAY;

  bh_words_find (&steps, bhd_request_text (request, "step"), &step);
  if (zone != NULL)
    insights = bhd_insights_read (turn, &scope, (BhdStep) step, zone, error);
  if (insights == NULL)
    return FALSE;
  bhd_insight_answer_write (insights, &reply->json);
  return TRUE;
}

#define LAST_US G_GINT64_CONSTANT (4102444800000000) /* the year 2100 */

static const BhdField insight_fields[] = {
  { "from_us", BHD_FIELD_INT, BHD_IN_QUERY, TRUE, 0, LAST_US },
  { "to_us", BHD_FIELD_INT, BHD_IN_QUERY, TRUE, 0, LAST_US },
  { "step", BHD_FIELD_CHOICE, BHD_IN_QUERY, FALSE, .choices = "hour|day|week|month" },
  { "time_zone", BHD_FIELD_NAME, BHD_IN_QUERY, FALSE, 1, 64 },
  { "team_id", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },
  { "operator_id", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },
  { "label_id", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },
  { "channel", BHD_FIELD_CHOICE, BHD_IN_QUERY, FALSE, .choices = "widget|api|offline" },
  { NULL },
};

const BhdRoute bhd_insight_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/insights",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = insight_fields,
    .read = get_insights,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("totals", insight_totals),
                                BHD_ONE ("before", insight_totals),
                                BHD_MANY ("series", insight_step),
                                { "hours", BHD_IS_ANY, BHD_LIST,
                                  "Conversations begun in each of the 24 hours, Monday first" },
                                BHD_MANY ("operators", insight_operator),
                                BHD_MANY ("teams", insight_team),
                                BHD_MANY ("tools", insight_tool),
                                BHD_MANY ("gaps", insight_gap),
                                BHD_MANY ("reasons", insight_reason))),
    .summary = "Figures over any period" },
  { NULL },
};
