/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-daemon.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/ai/bhd-guardrails.h"
#include "server/desk/ai/bhd-tool-registry.h"
#include "server/desk/api/bhd-api-keys.h"
#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-deliveries.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/bhd-runs.h"
#include "server/desk/hooks/bhd-webhooks.h"
#include "server/desk/knowledge/bhd-documents.h"
#include "server/desk/knowledge/bhd-gaps.h"
#include "server/desk/knowledge/bhd-phrasings.h"
#include "server/desk/knowledge/bhd-uploads.h"
#include "server/voice/bhd-callback.h"
#include "tests/bht-folder.h"
#include "tests/http/openapi/bht-tap.h"

static void
committed_cb (GPtrArray *events, BhdWake wakes, gpointer data)
{
  BhtDaemon *self = data;
  BhdHttp *http = g_atomic_pointer_get (&self->http);

  bhd_hub_publish (self->hub, events);
  if ((wakes & BHD_WAKE_FRONTS) != 0 && http != NULL)
    bhd_http_forget_organizations (http);
}

BhtDaemon *
bht_daemon_new (const BhdHttpConfig *config)
{
  BhtDaemon *self = g_new0 (BhtDaemon, 1);
  BhdHttpConfig http = config != NULL ? *config : (BhdHttpConfig){ 0 };
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("bellhop-http-XXXXXX", &error);
  g_assert_no_error (error);
  database = g_build_filename (self->directory, "bellhop.db", NULL);
  self->local_socket = g_build_filename (self->directory, "ctl", NULL);

  self->store = bhd_store_new (database, 1, &error);
  g_assert_no_error (error);
  self->hub = bhd_hub_new (self->store, 1, &error);
  g_assert_no_error (error);
  bhd_store_set_commit_func (self->store, committed_cb, self);
  self->blobs = bhd_blobs_new (self->directory, &error);
  g_assert_no_error (error);
  self->parts = bhd_parts_new (self->directory, &error);
  g_assert_no_error (error);

  self->outbound = bhd_outbound_new (&error);
  g_assert_no_error (error);
  self->reach = (BhdAgentReach){ { self->store, self->outbound, TRUE, NULL }, TRUE };
  bhd_agent_services_init (&self->services, &self->reach);
  self->index = bhd_index_new ();
  self->agent = bhd_agent_new (&(BhdAgentPlan){ .store = self->store, .index = self->index });
  self->assistant = bhd_agent_assistant (self->agent);
  if (config == NULL)
    {
      http.assistant = &self->assistant;
      http.callback = bhd_callback_request;
      http.ai = &self->services;
      http.mail = &self->mail; /* nobody sends it */
    }
  http.address = "127.0.0.1";
  http.local_socket = self->local_socket;
  http.fronts = MAX (http.fronts, 1);
  http.store = self->store;
  http.hub = self->hub;
  http.library.blobs = self->blobs;
  http.library.parts = self->parts;
  http.listen_fd = -1;
  g_atomic_pointer_set (&self->http, bhd_http_new (&http, &error));
  g_assert_no_error (error);
  self->port = bhd_http_port (self->http);
  self->tap = bht_tap_open (&self->port);
  return self;
}

void
bht_daemon_free (BhtDaemon *self)
{
  bht_tap_close (self->tap);
  bhd_http_free (self->http);
  bhd_agent_free (self->agent);
  bhd_index_free (self->index);
  bhd_hub_free (self->hub);
  bhd_store_free (self->store);
  bhd_parts_free (self->parts);
  bhd_blobs_free (self->blobs);
  bhd_outbound_free (self->outbound);
  bht_folder_remove (self->directory);
  g_free (self->local_socket);
  g_free (self->directory);
  g_free (self);
}

gpointer
bht_daemon_write (BhtDaemon *self, BhdJobFunc run, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = bhd_store_call (self->store, BHD_JOB_WRITE, run, data, &error);

  g_assert_no_error (error);
  return result;
}

/* @id: (out) (nullable) */
static char *
add_operator (BhdTurn *turn, const BhtTenant *tenant, BhRole role, char **id, GError **error)
{
  g_autofree char *email =
      g_strdup_printf ("%s@%s.example", bh_role_to_string (role), tenant->slug);
  g_autoptr (BhOperator) added = bhd_identity_create_operator (
      turn, tenant->slug, email, bh_role_to_string (role), role, "no hash", error);
  char *token = NULL;
  gint64 expires_us;

  if (added != NULL)
    bhd_identity_open_operator_session (turn, added, &token, &expires_us, error);
  if (added != NULL && id != NULL)
    *id = g_strdup (added->id);
  return token;
}

static char *
add_document (BhdTurn *turn, const BhtTenant *tenant, GError **error)
{
  BhDocument fields = { .title = g_strdup ("Returns"),
                        .category = g_strdup ("Orders"),
                        .format = g_strdup ("text"),
                        .body = g_strdup ("Send it back within 30 days.") };
  g_autoptr (BhDocument) draft = bh_document_new_take (&fields);
  gboolean created;
  g_autoptr (BhDocument) document =
      bhd_documents_put (turn, tenant->organization_id, draft, &created, error);

  return document != NULL ? g_strdup (document->id) : NULL;
}

static char *
add_gap (BhdTurn *turn, const BhtTenant *tenant, GError **error)
{
  const BhdGapFilter any = { .limit = 1 };
  g_autoptr (GPtrArray) gaps = NULL;
  gboolean more;

  bhd_gaps_hit (turn, tenant->organization_id, "Do you ship to Malta?", tenant->conversation_id,
                error);
  gaps = bhd_gaps_list (turn, tenant->organization_id, &any, &more, error);
  return g_strdup (((BhGap *) g_ptr_array_index (gaps, 0))->id);
}

static char *
add_phrasing (BhdTurn *turn, const BhtTenant *tenant, GError **error)
{
  const BhdPhrasingDraft draft = { .document_id = tenant->document_id,
                                   .question = "Money back?",
                                   .origin = "operator" };
  gboolean created;
  g_autoptr (BhPhrasing) phrasing =
      bhd_phrasings_put (turn, tenant->organization_id, &draft, &created, error);

  return phrasing != NULL ? g_strdup (phrasing->id) : NULL;
}

static char *
add_upload (BhdTurn *turn, const BhtTenant *tenant, GError **error)
{
  const BhdCaller owner = { .who = BHD_OPERATOR,
                            .organization_id = tenant->organization_id,
                            .operator_id = tenant->owner_id };
  g_autofree char *id = bh_id_new ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, tenant->slug, -1);
  const BhdUpload draft = { .id = id,
                            .title = (char *) "",
                            .category = (char *) "",
                            .file_name = (char *) "rules.txt",
                            .size = 100,
                            .hash = hash };
  g_autoptr (BhdUpload) upload = NULL;
  BhDocument *document = NULL;
  gboolean created;

  bhd_uploads_open (turn, &owner, &draft, 1000, &upload, &document, &created, error);
  return upload != NULL ? g_strdup (upload->id) : NULL;
}

static void
add_knowledge (BhdTurn *turn, BhtTenant *tenant, GError **error)
{
  tenant->document_id = add_document (turn, tenant, error);
  g_assert_no_error (*error);
  tenant->gap_id = add_gap (turn, tenant, error);
  g_assert_no_error (*error);
  tenant->phrasing_id = add_phrasing (turn, tenant, error);
  g_assert_no_error (*error);
  tenant->upload_id = add_upload (turn, tenant, error);
}

/* One of each; the question to the visitor has the conversation's id. */
static void
add_ai (BhdTurn *turn, BhtTenant *tenant, GError **error)
{
  const BhdProviderChange provider = { .kind = "openai" };
  const BhdToolChange tool = { .name = "ask", .description = "Ask", .url = "http://127.0.0.1:9/" };
  const BhdGuardrailChange rule = { .name = "r", .type = "blocked_topic", .pattern = "tea" };
  const BhdToolCallRow call = { .organization_id = tenant->organization_id,
                                .id = tenant->conversation_id,
                                .tool_id = tenant->tool_id = bh_id_new (),
                                .tool_name = (char *) "ask",
                                .conversation_id = tenant->conversation_id,
                                .arguments = (char *) "{}",
                                .status = (char *) "pending",
                                .token_hash = (char *) "no hash",
                                .expires_us = G_MAXINT64,
                                .created_us = turn->now_us };
  gboolean created;
  g_autoptr (BhdProviderRow) one = NULL;
  g_autoptr (BhdToolRow) two = NULL;
  g_autoptr (BhdGuardrailRow) three = NULL;

  tenant->provider_id = bh_id_new ();
  tenant->guardrail_id = bh_id_new ();
  one = bhd_providers_create (turn, tenant->organization_id, tenant->provider_id, &provider,
                              &created, error);
  g_assert_no_error (*error);
  two = bhd_tool_registry_create (turn, tenant->organization_id, tenant->tool_id, &tool, &created,
                                  error);
  g_assert_no_error (*error);
  three = bhd_guardrails_create (turn, tenant->organization_id, tenant->guardrail_id, &rule,
                                 &created, error);
  g_assert_no_error (*error);
  bhd_tool_call_rows_insert (turn->db, &call, error);
}

static void
add_keys (BhdTurn *turn, BhtTenant *tenant, GError **error)
{
  g_autoptr (BhdApiKeyRow) widget = bhd_api_keys_create (
      turn, tenant->organization_id, NULL, "widget", "Site", &tenant->widget_key, error);
  g_autoptr (BhdApiKeyRow) admin = bhd_api_keys_create (
      turn, tenant->organization_id, NULL, "admin", "Dashboard", &tenant->admin_key, error);

  g_assert_true (widget != NULL && admin != NULL);
  tenant->key_id = g_strdup (widget->id);
}

static gpointer
add_tenant (BhdTurn *turn, gpointer data, GError **error)
{
  BhtTenant *tenant = data;
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhOrganization) organization =
      bhd_organizations_create (turn, tenant->slug, tenant->slug, error);
  g_autoptr (BhdCaller) visitor = NULL;
  g_autoptr (BhConversation) conversation = NULL;
  gboolean created;

  g_assert_no_error (*error);
  tenant->organization_id = g_strdup (organization->id);
  tenant->owner_token = add_operator (turn, tenant, BH_ROLE_OWNER, &tenant->owner_id, error);
  g_assert_no_error (*error);
  tenant->agent_token = add_operator (turn, tenant, BH_ROLE_AGENT, &tenant->agent_id, error);
  g_assert_no_error (*error);
  visitor = bhd_identity_open_contact_session (turn, tenant->slug, "Ada", "ada@example.org", NULL,
                                               &tenant->visitor_token, error);
  g_assert_no_error (*error);
  tenant->contact_id = g_strdup (visitor->contact_id);
  conversation = bhd_conversations_open (turn, visitor, id, &created, error);
  g_assert_no_error (*error);
  tenant->conversation_id = g_strdup (conversation->id);
  add_knowledge (turn, tenant, error);
  g_assert_no_error (*error);
  add_ai (turn, tenant, error);
  g_assert_no_error (*error);
  add_keys (turn, tenant, error);
  return NULL;
}

/* Other tenants' runs may wait as well: they are nobody's. */
static BhdRun *
take_run (BhdTurn *turn, const BhtTenant *tenant, GError **error)
{
  BhdRun *run = NULL;
  gint64 next_us;

  turn->now_us += 10 * BH_SECOND;
  while ((run = bhd_runs_take (turn, &next_us, error)) != NULL &&
         !g_str_equal (run->organization_id, tenant->organization_id))
    bhd_run_free (run);
  turn->now_us -= 10 * BH_SECOND;
  return run;
}

static gpointer
add_run (BhdTurn *turn, gpointer data, GError **error)
{
  BhtTenant *tenant = data;
  g_autoptr (BhdCaller) visitor =
      bhd_identity_authenticate (turn, BHD_VISITOR, tenant->visitor_token, error);
  g_autofree char *id = bh_id_new ();
  g_autofree char *extra = g_strdup_printf (
      "{\"question\":\"How?\",\"choices\":[{\"document_id\":\"%s\",\"title\":\"Returns\"}]}",
      tenant->document_id);
  const BhdRunResult result = { .end = BHD_RUN_ANSWER, .text = "This?", .extra = extra };
  gboolean created, stored = FALSE;
  g_autoptr (BhMessage) message = bhd_messages_post (
      turn, visitor, tenant->conversation_id, id, BH_MESSAGE_TEXT, "How?", NULL, &created, error);
  g_autoptr (BhdRun) run = take_run (turn, tenant, error);

  bhd_runs_finish (turn, run, &result, &stored, error);
  g_assert_true (stored);
  tenant->run_id = g_strdup (run->id);
  tenant->answer_id = g_strdup (run->message_id);
  return NULL;
}

void
bht_daemon_add_run (BhtDaemon *self, BhtTenant *tenant)
{
  bht_daemon_write (self, add_run, tenant);
}

BhtTenant *
bht_daemon_add_tenant (BhtDaemon *self, const char *slug)
{
  BhtTenant *tenant = g_new0 (BhtTenant, 1);

  tenant->slug = g_strdup (slug);
  bht_daemon_write (self, add_tenant, tenant);
  return tenant;
}

static gpointer
add_delivery (BhdTurn *turn, gpointer data, GError **error)
{
  BhtTenant *tenant = data;
  const char *id = tenant->organization_id;
  g_autoptr (BhdDelivery) ping = NULL;

  if (bhd_webhooks_set_first_url (turn, id, "http://127.0.0.1:9/", error))
    ping = bhd_deliveries_ping (turn, id, id, error);
  g_assert_no_error (*error);
  tenant->delivery_id = g_strdup (ping->id);
  return NULL;
}

void
bht_daemon_add_delivery (BhtDaemon *self, BhtTenant *tenant)
{
  bht_daemon_write (self, add_delivery, tenant);
}

void
bht_tenant_free (BhtTenant *self)
{
  g_free (self->organization_id);
  g_free (self->slug);
  g_free (self->owner_token);
  g_free (self->agent_token);
  g_free (self->agent_id);
  g_free (self->visitor_token);
  g_free (self->contact_id);
  g_free (self->conversation_id);
  g_free (self->document_id);
  g_free (self->provider_id);
  g_free (self->tool_id);
  g_free (self->guardrail_id);
  g_free (self->gap_id);
  g_free (self->phrasing_id);
  g_free (self->owner_id);
  g_free (self->upload_id);
  g_free (self->key_id);
  g_free (self->widget_key);
  g_free (self->admin_key);
  g_free (self->file_id);
  g_free (self->attachment_id);
  g_free (self->label_id);
  g_free (self->team_id);
  g_free (self->canned_id);
  g_free (self->canned_file_id);
  g_free (self->view_id);
  g_free (self->run_id);
  g_free (self->answer_id);
  g_free (self->delivery_id);
  g_free (self);
}

typedef struct
{
  const char *organization_id;
  const char *const *origins;
} Allowing;

static gpointer
allow_origins (BhdTurn *turn, gpointer data, GError **error)
{
  Allowing *allowing = data;
  const BhdOrganizationChange change = { .allowed_origins = allowing->origins };
  g_autoptr (BhOrganization) changed =
      bhd_organizations_change (turn, allowing->organization_id, &change, error);

  return NULL;
}

void
bht_daemon_allow_origins (BhtDaemon *self, const BhtTenant *tenant, const char *const *origins)
{
  Allowing allowing = { tenant->organization_id, origins };

  bht_daemon_write (self, allow_origins, &allowing);
}
