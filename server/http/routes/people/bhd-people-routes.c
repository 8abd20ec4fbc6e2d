/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/people/bhd-attendance.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-routes.h"

#define QUESTION_MAX 200

static void
write_time (BhJsonWriter *json, const char *name, gint64 time_us)
{
  if (time_us != 0)
    bh_json_int (json, name, time_us);
  else
    bh_json_null (json, name);
}

static void
write_person (const BhdOccupation *all, const BhOperator *person, BhdHub *hub, BhJsonWriter *json)
{
  gint64 since_us = bhd_hub_operator_since (hub, person->organization_id, person->id);
  BhdLoad load = bhd_occupation_load (all, person->id);

  bh_json_begin_object (json, NULL);
  bh_operator_write_json (person, json, "operator");
  bh_json_bool (json, "connected", since_us != 0);
  write_time (json, "since_us", since_us);
  bh_json_int (json, "open", load.open);
  bh_json_int (json, "waiting", load.waiting);
  bh_json_end_object (json);
}

static void
write_running (const BhdRunningRow *row, BhJsonWriter *json)
{
  g_autofree char *question = g_utf8_strlen (row->question, -1) > QUESTION_MAX
                                  ? g_utf8_substring (row->question, 0, QUESTION_MAX)
                                  : g_strdup (row->question);

  bh_json_begin_object (json, NULL);
  bh_json_string (json, "run_id", row->run_id);
  bh_json_string (json, "conversation_id", row->conversation_id);
  bh_json_string (json, "contact_name", row->contact_name);
  bh_json_string (json, "question", question);
  bh_json_string (json, "provider", row->provider);
  write_time (json, "started_us", row->started_us);
  bh_json_end_object (json);
}

static gboolean
get_people (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_auto (BhdOccupation) all = { NULL };
  BhdHub *hub = bhd_request_hub (request);

  if (!bhd_occupation_read (turn, bhd_request_caller (request)->organization_id, &all, error))
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "people");
  for (guint i = 0; i < all.operators->len; i++)
    write_person (&all, g_ptr_array_index (all.operators, i), hub, &reply->json);
  bh_json_end_array (&reply->json);
  bh_json_begin_array (&reply->json, "ai");
  for (guint i = 0; i < all.running->len; i++)
    write_running (g_ptr_array_index (all.running, i), &reply->json);
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

typedef struct
{
  const BhdCaller *caller;
  BhAttendance status;
  BhOperator *person;
} Choice;

static gpointer
choose_job (BhdTurn *turn, gpointer data, GError **error)
{
  Choice *self = data;

  self->person = bhd_attendance_set (turn, self->caller, self->status, error);
  return NULL;
}

/* The consoles hear of it when it is committed. */
static gboolean
put_status (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  Choice self = { .caller = bhd_request_caller (request) };

  bh_attendance_from_string (bhd_request_text (request, "status"), &self.status);
  if (!bhd_ai_call (store, BHD_JOB_WRITE, choose_job, &self, error))
    return FALSE;

  bhd_hub_set_status (bhd_request_hub (request), self.caller->organization_id,
                      self.caller->operator_id, self.status);
  bh_json_begin_object (&reply->json, NULL);
  bh_operator_write_json (self.person, &reply->json, "operator");
  bh_json_end_object (&reply->json);
  bh_operator_unref (self.person);
  return TRUE;
}

static const BhdField status_fields[] = {
  { "status", BHD_FIELD_CHOICE, BHD_IN_BODY, TRUE, .choices = "online|away|busy" },
  { NULL },
};

const BhdRoute bhd_people_routes[] = {
  { .method = "PUT",
    .path = "/v1/desk/me/status",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = status_fields,
    .work = put_status,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("operator", operator))),
    .summary = "Say to be there, away or busy" },
  { .method = "GET",
    .path = "/v1/desk/people",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_people,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("people", attendance), BHD_MANY ("ai", running))),
    .summary = "Who is there, what each has, and what the AI is at" },
  { NULL },
};
