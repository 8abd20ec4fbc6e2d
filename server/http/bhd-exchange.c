/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-exchange-private.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "server/http/audit/bhd-auditing.h"
#include "server/http/audit/bhd-vain.h"
#include "server/http/bhd-admission.h"
#include "server/http/headless/bhd-key-use.h"
#include "server/http/headless/bhd-talk-entry.h"

#include <string.h>

#define RAW_TYPE "application/octet-stream"
#define WORK_MAX 256 /* requests that may wait for a worker */

static void
exchange_free (gpointer data)
{
  BhdExchange *self = data;

  bhd_request_free (self->request);
  bhd_reply_clear (&self->reply);
  g_clear_error (&self->error);
  g_clear_error (&self->fault);
  g_clear_pointer (&self->talk, bhd_talk_free);
  g_object_unref (self->connection);
  g_free (self);
}

static gboolean
pass_rate (BhdExchange *self, guint seconds, GError **error)
{
  if (seconds == 0)
    return TRUE;

  self->retry_after_s = seconds;
  g_set_error (error, BH_ERROR, BH_ERROR_RATE_LIMITED,
               "could not serve so many requests: try again in %u seconds", seconds);
  return FALSE;
}

static gboolean
find_route (BhdExchange *self, GError **error)
{
  BhdRequest *request = self->request;
  const BhdRouter *router = bhd_front_shared (self->front)->router;
  const BhdRoute *route = NULL;
  BhdPieces pieces;

  self->place = bhd_router_find (router, request->path, strlen (request->path), &pieces);
  if (self->place != NULL)
    route = bhd_place_route (self->place, request->method);
  if (self->place == NULL || (route != NULL && route->who == BHD_LOCAL && !request->local) ||
      !bhd_request_set_params (request, &pieces))
    {
      self->place = NULL;
      g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "could not find “%s”", request->path);
      return FALSE;
    }
  request->route = route;
  if (route != NULL && bhd_admission_takes_key (route))
    bhd_exchange_read_key (self);
  if (route != NULL || strcmp (request->method, "OPTIONS") == 0)
    return TRUE;

  g_set_error (error, BH_ERROR, BH_ERROR_METHOD_NOT_ALLOWED, "could not %s this: use %s",
               request->method, bhd_place_methods (self->place));
  return FALSE;
}

static gboolean
is_known_caller (const BhdRoute *route)
{
  return route->who == BHD_VISITOR || route->who == BHD_OPERATOR || bhd_admission_takes_key (route);
}

/* By credential where there is one, keys by where they are used as well.  Returns: (transfer full)
 */
static char *
name_bucket (const BhdRequest *request, const char *network)
{
  if (request->token == NULL || !is_known_caller (request->route))
    return g_strdup (network);
  if (!bhd_admission_takes_key (request->route))
    return g_strdup (request->token);
  return g_strconcat (request->token, " ", network, NULL);
}

/* Who guesses credentials is counted by address. */
static gboolean
check_rate (BhdExchange *self, GError **error)
{
  const BhdRequest *request = self->request;
  BhdRateTable *rates = bhd_front_shared (self->front)->rates;
  g_autofree char *network = bhd_peer_network (request->peer);
  g_autofree char *bucket = name_bucket (request, network);
  gboolean known = is_known_caller (request->route);
  gint64 now_us = g_get_monotonic_time ();

  if (request->local)
    return TRUE;
  if (known &&
      !pass_rate (self, bhd_rate_table_peek (rates, BHD_RATE_STRANGER, network, now_us), error))
    return FALSE;
  return pass_rate (self, bhd_rate_table_take (rates, request->route->rate, bucket, now_us), error);
}

static gboolean
check_rate_of_address (BhdExchange *self, GError **error)
{
  const BhdRequest *request = self->request;

  if (request->route->rate != BHD_RATE_SIGN_IN || request->local)
    return TRUE;
  return pass_rate (self,
                    bhd_rate_table_take (bhd_front_shared (self->front)->rates, BHD_RATE_SIGN_IN,
                                         bhd_request_text (request, "email"),
                                         g_get_monotonic_time ()),
                    error);
}

static gboolean
check_credential (const BhdRequest *request, GError **error)
{
  if (request->token != NULL || !is_known_caller (request->route) ||
      request->route->who == BHD_ADMIN_KEY)
    return TRUE; /* whether admin keys are in use at all is told first */

  g_set_error (error, BH_ERROR, BH_ERROR_UNAUTHORIZED,
               "could not tell who asks: send “Authorization: Bearer TOKEN”");
  return FALSE;
}

/* Raw bytes are for the handler alone. */
static gboolean
take_raw_body (BhdExchange *self, GBytes *bytes, const char *query, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  BhdRequest *request = self->request;

  if (g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), RAW_TYPE) != 0)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                   "could not read the bytes: send them with “Content-Type: %s”", RAW_TYPE);
      return FALSE;
    }
  request->body = bytes != NULL ? g_bytes_ref (bytes) : g_bytes_new (NULL, 0);
  request->values = bhd_fields_read (request->route->fields, NULL, 0, query, error);
  return request->values != NULL;
}

static gboolean
read_fields (BhdExchange *self, GError **error)
{
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  const char *query = g_uri_get_query (soup_server_message_get_uri (self->message));
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (self->request->route->raw_body)
    return take_raw_body (self, bytes, query, error);
  self->request->values =
      bhd_fields_read (self->request->route->fields, text, length, query, error);
  return self->request->values != NULL;
}

/* What a program sent is judged after its key is. */
static gboolean
read_fields_in_order (BhdExchange *self, GError **error)
{
  if (!bhd_admission_takes_key (self->request->route))
    return read_fields (self, error);
  read_fields (self, &self->fault);
  return TRUE;
}

static gboolean
check_request (BhdExchange *self, GError **error)
{
  return check_rate (self, error) && check_credential (self->request, error) &&
         read_fields_in_order (self, error) && check_rate_of_address (self, error);
}

static gboolean
admit (BhdExchange *self, BhdTurn *turn, GError **error)
{
  if (!bhd_admission_admit (turn, self->request, error))
    return FALSE;
  if (self->fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->fault));
  return FALSE;
}

/* Counts a refused credential against the address it came from. */
static void
note_stranger (BhdExchange *self)
{
  g_autofree char *network = NULL;

  if (!g_error_matches (self->error, BH_ERROR, BH_ERROR_UNAUTHORIZED) || self->request->local)
    return;

  network = bhd_peer_network (self->request->peer);
  bhd_rate_table_take (bhd_front_shared (self->front)->rates, BHD_RATE_STRANGER, network,
                       g_get_monotonic_time ());
}

/* What was queued is done, on the front again. */
static void
finish (BhdExchange *self)
{
  BhdFront *front = self->front;
  SoupServerMessage *message = self->message;

  note_stranger (self);
  if (self->error == NULL)
    bhd_key_use_note (front, self->request->caller, bh_clock_now_us ());
  if (self->error == NULL && self->request->route != NULL && self->request->route->feed)
    bhd_exchange_open_feed (self);
  else if (self->error == NULL && self->talk != NULL && bhd_talk_entry_check (self, &self->error))
    bhd_talk_entry_park (self);
  else
    bhd_exchange_answer (self);

  bhd_front_release (front);
  g_object_unref (message);
}

static void
job_done (gpointer result, const GError *error, gpointer data)
{
  BhdExchange *self = data;

  self->error = error != NULL ? g_error_copy (error) : NULL;
  finish (self);
}

/* In the turn of the handler, which says where the answer is waited for. */
static gpointer
run_talk (BhdTurn *turn, gpointer data, GError **error)
{
  BhdExchange *self = data;
  g_autoptr (BhdTalk) talk = bhd_talk_new ();

  if (admit (self, turn, error) && self->request->route->talk (turn, self->request, talk, error))
    self->talk = g_steal_pointer (&talk);
  return NULL;
}

/* With its entry in the audit log, where it has changed anything. */
static void
handle_write (BhdExchange *self, BhdTurn *turn, GError **error)
{
  BhdRequest *request = self->request;
  GError *inner = NULL;
  g_autofree char *foreseen = bhd_vain_foresee (turn, request, &inner);

  if (inner != NULL)
    g_propagate_error (error, inner);
  else if (request->route->write (turn, request, &self->reply, error) &&
           !bhd_vain_was (&self->reply, foreseen, request))
    bhd_auditing_note (turn, request, &self->reply, error);
}

static gpointer
run_turn (BhdTurn *turn, gpointer data, GError **error)
{
  BhdExchange *self = data;
  const BhdRoute *route = self->request->route;

  if (!admit (self, turn, error))
    return NULL;
  if (route->write == NULL)
    {
      if (route->read != NULL)
        route->read (turn, self->request, &self->reply, error);
    }
  else if (bhd_vain_says_nothing (self->request))
    bhd_vain_handle (turn, self->request, &self->reply, error);
  else
    handle_write (self, turn, error);
  return NULL;
}

static gpointer
run_auditing (BhdTurn *turn, gpointer data, GError **error)
{
  BhdExchange *self = data;

  bhd_auditing_note (turn, self->request, &self->reply, error);
  return NULL;
}

static gpointer
run_admission (BhdTurn *turn, gpointer data, GError **error)
{
  BhdExchange *self = data;

  admit (self, turn, error);
  return NULL;
}

static void
judge_preflight (const BhdRequest *request, gboolean known, GError **error)
{
  if (!known)
    g_set_error (error, BH_ERROR, BH_ERROR_ORIGIN_REFUSED,
                 "could not serve this page: no organisation allows the origin “%s”",
                 request->origin);
}

static gpointer
run_preflight (BhdTurn *turn, gpointer data, GError **error)
{
  BhdExchange *self = data;
  const BhdRequest *request = self->request;
  gboolean known;

  if (bhd_origins_is_known (request->origins, request->origins_ticket, turn, request->origin,
                            &known, error))
    judge_preflight (request, known, error);
  return NULL;
}

static gboolean
worked_cb (gpointer data)
{
  finish (data);
  return G_SOURCE_REMOVE;
}

void
bhd_exchange_work (gpointer data, gpointer unused)
{
  BhdExchange *self = data;
  BhdStore *store = bhd_front_shared (self->front)->store;

  bhd_store_call (store, BHD_JOB_READ, run_admission, self, &self->error);
  if (self->error == NULL &&
      self->request->route->work (store, self->request, &self->reply, &self->error) &&
      self->request->route->audit != NULL)
    bhd_store_call (store, BHD_JOB_WRITE, run_auditing, self, &self->error);
  bhd_front_invoke (self->front, worked_cb, self);
}

static void
wait_for_answer (BhdExchange *self)
{
  g_object_ref (self->message);
  bhd_front_hold (self->front);
  soup_server_message_pause (self->message);
  self->waiting = TRUE;
}

static void
queue_job (BhdExchange *self, BhdJobKind kind, BhdJobFunc run)
{
  BhdJob job = { .kind = kind, .run = run, .done = job_done, .data = self };

  wait_for_answer (self);
  bhd_store_send (bhd_front_shared (self->front)->store, &job);
}

/* Hashing a password takes a worker a twentieth of a second: a crowd is told to come back. */
static void
queue_work (BhdExchange *self)
{
  const BhdShared *shared = bhd_front_shared (self->front);
  GThreadPool *workers = self->request->route->slow ? shared->patient : shared->workers;

  if (g_thread_pool_unprocessed (workers) >= WORK_MAX)
    {
      bhd_exchange_refuse (self, g_error_new_literal (BH_ERROR, BH_ERROR_UNAVAILABLE,
                                                      "could not do this now, too many wait: try "
                                                      "again in a few seconds"));
      return;
    }
  wait_for_answer (self);
  g_thread_pool_push (workers, self, NULL);
}

static void
dispatch (BhdExchange *self)
{
  const BhdRoute *route = self->request->route;

  if (route->recall != NULL && bhd_admission_recall (self->request) &&
      route->recall (self->request, &self->reply))
    bhd_exchange_answer (self);
  else if (route->answer != NULL)
    {
      route->answer (self->request, &self->reply, &self->error);
      bhd_exchange_answer (self);
    }
  else if (route->work != NULL)
    queue_work (self);
  else if (route->talk != NULL)
    queue_job (self, BHD_JOB_WRITE, run_talk);
  else
    queue_job (self, route->write != NULL ? BHD_JOB_WRITE : BHD_JOB_READ, run_turn);
}

/* OPTIONS: the methods, and for a browser what a page of another origin may do. */
static void
answer_options (BhdExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *origin = bhd_admission_foreign_origin (self->request);
  gboolean known = TRUE;

  self->preflight = soup_message_headers_get_one (headers, "Access-Control-Request-Method") != NULL;
  if (self->preflight && origin != NULL &&
      !bhd_origins_recall (self->request->origins, origin, &known))
    {
      queue_job (self, BHD_JOB_READ, run_preflight);
      return;
    }
  judge_preflight (self->request, known, &self->error);
  bhd_exchange_answer (self);
}

void
bhd_exchange_start (BhdFront *front, SoupServerMessage *message, BhdConnection *connection)
{
  const BhdShared *shared = bhd_front_shared (front);
  BhdExchange *self = g_new0 (BhdExchange, 1);
  GError *error = NULL;

  self->front = front;
  self->message = message;
  self->connection = g_object_ref (connection);
  self->request = bhd_request_new (shared->hub, shared->callback, &shared->library);
  self->request->ai = shared->ai;
  self->request->assistant = shared->assistant;
  self->request->mail = shared->mail;
  bhd_reply_init (&self->reply);
  g_object_set_data_full (G_OBJECT (message), "bhd-exchange", self, exchange_free);
  bhd_exchange_read_head (self);

  if (!find_route (self, &error))
    bhd_exchange_refuse (self, error);
  else if (self->request->route == NULL)
    answer_options (self);
  else if (!check_request (self, &error))
    bhd_exchange_refuse (self, error);
  else
    dispatch (self);
}
