/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/agent/agent-fixture.h"
#include "tests/bht-patience.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/knowledge/text/bhd-passages.h"
#include "tests/bht-folder.h"

/* Every job of the fixture: the test's own part and where it takes place. */
typedef struct
{
  AgentFixture *fixture;
  const BhdCaller *caller;
  const char *body;
  BhMessageKind kind;
} Saying;

static const struct
{
  const char *title;
  const char *body;
} articles[] = {
  { "Returns",
    "You may return what you bought within 30 days. Use the label that came with the parcel. "
    "Returns are free within Germany.\n\n## Exchanges\n\nWe do not exchange items directly." },
  { "Delivery",
    "Parcels arrive within three working days. Shipping costs 4.90 euros. We deliver to Germany, "
    "Austria and Denmark." },
  { "Warranty",
    "Frames carry a warranty of ten years. Batteries carry a warranty of two years. Wear is not "
    "covered." },
  { "Load and seats",
    "The cargo bike carries one person and two children. The maximum load is 180 kilograms." },
};

static void
committed_cb (GPtrArray *events, BhdWake wakes, gpointer data)
{
  AgentFixture *self = data;
  BhdAgent *agent = g_atomic_pointer_get (&self->agent);

  if ((wakes & BHD_WAKE_AGENT) != 0 && agent != NULL)
    bhd_agent_wake (agent);
  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
said_cb (const char *organization_id,
         const char *contact_id,
         const char *conversation_id,
         const char *type,
         const char *body,
         gpointer data)
{
  AgentFixture *self = data;

  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->said, g_strconcat (type, " ", body, NULL));
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gpointer
found_job (BhdTurn *turn, gpointer data, GError **error)
{
  AgentFixture *self = data;
  g_autoptr (BhOrganization) organization = NULL;
  g_autoptr (BhOperator) mia = NULL;
  g_autoptr (BhConversation) conversation = NULL;
  g_autofree char *token = NULL;
  g_autofree char *key = NULL;
  gint64 expires_us;
  gboolean created;

  organization = bhd_organizations_create (turn, "acme", "Acme", error);
  self->organization_id = g_strdup (organization->id);
  self->ada = bhd_identity_open_contact_session (turn, "acme", "Ada", "ada@example.org", NULL,
                                                 &token, error);
  mia = bhd_identity_create_operator (turn, "acme", "mia@acme.example", "Mia", BH_ROLE_AGENT,
                                      "hash", error);
  bhd_identity_open_operator_session (turn, mia, &key, &expires_us, error);
  self->mia = bhd_identity_authenticate (turn, BHD_OPERATOR, key, error);
  conversation = bhd_conversations_open (turn, self->ada, self->conversation_id, &created, error);
  return NULL;
}

void
agent_fixture_set_up (AgentFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->directory = g_dir_make_tmp ("bellhop-agent-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->directory, "bellhop.db", NULL);
  self->conversation_id = bh_id_new ();
  self->said = g_ptr_array_new_with_free_func (g_free);
  self->index = bhd_index_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->store = bhd_store_new (path, 1, &error);
  g_assert_no_error (error);
  bhd_store_set_commit_func (self->store, committed_cb, self);
  bhd_runs_set_debounce (1000);
  bhd_store_call (self->store, BHD_JOB_WRITE, found_job, self, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      g_autoptr (GPtrArray) passages =
          bhd_passages_cut (articles[i].title, articles[i].title, "markdown", articles[i].body);

      bhd_index_put (self->index, self->organization_id, articles[i].title, passages);
    }
}

void
agent_fixture_tear_down (AgentFixture *self, gconstpointer data)
{
  agent_stop (self);
  bhd_store_free (self->store);
  bhd_index_free (self->index);
  bhd_caller_unref (self->ada);
  bhd_caller_unref (self->mia);
  g_ptr_array_unref (self->said);
  bht_folder_remove (self->directory);
  g_free (self->directory);
  g_free (self->organization_id);
  g_free (self->conversation_id);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}

void
agent_start_with (AgentFixture *self, const BhdAgentParts *parts, guint threads)
{
  const BhdAgentPlan plan = { .store = self->store,
                              .index = self->index,
                              .threads = threads,
                              .say = said_cb,
                              .say_data = self };
  BhdAgent *agent = bhd_agent_new_with_parts (&plan, parts);

  g_atomic_pointer_set (&self->agent, agent);
  bhd_agent_wake (agent);
}

void
agent_start_real (AgentFixture *self, BhdOutbound *outbound)
{
  const BhdAgentPlan plan = { .store = self->store,
                              .index = self->index,
                              .outbound = outbound,
                              .models_to_private = TRUE,
                              .threads = 1,
                              .say = said_cb,
                              .say_data = self };
  BhdAgent *agent = bhd_agent_new (&plan);

  g_atomic_pointer_set (&self->agent, agent);
  bhd_agent_wake (agent);
}

void
agent_start (AgentFixture *self, const BhdProvider *provider, guint threads)
{
  agent_start_with (self, &(BhdAgentParts){ .last = provider }, threads);
}

void
agent_stop (AgentFixture *self)
{
  BhdAgent *agent = g_atomic_pointer_get (&self->agent);

  g_atomic_pointer_set (&self->agent, NULL);
  if (agent != NULL)
    bhd_agent_free (agent);
}

static gpointer
say_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Saying *saying = data;
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhMessage) message =
      bhd_messages_post (turn, saying->caller, saying->fixture->conversation_id, id, saying->kind,
                         saying->body, NULL, &created, error);

  return NULL;
}

static void
say_as (AgentFixture *self, const BhdCaller *caller, const char *body, BhMessageKind kind)
{
  Saying saying = { self, caller, body, kind };
  g_autoptr (GError) error = NULL;

  bhd_store_call (self->store, BHD_JOB_WRITE, say_job, &saying, &error);
  g_assert_no_error (error);
}

void
agent_say (AgentFixture *self, const char *body)
{
  say_as (self, self->ada, body, BH_MESSAGE_TEXT);
}

void
agent_operator_says (AgentFixture *self, const char *body)
{
  say_as (self, self->mia, body, BH_MESSAGE_TEXT);
}

void
agent_operator_notes (AgentFixture *self, const char *body)
{
  say_as (self, self->mia, body, BH_MESSAGE_NOTE);
}

static gpointer
return_job (BhdTurn *turn, gpointer data, GError **error)
{
  AgentFixture *self = data;
  g_autoptr (BhConversation) conversation =
      bhd_conversations_return (turn, self->mia, self->conversation_id, error);

  return NULL;
}

static gpointer
want_person_job (BhdTurn *turn, gpointer data, GError **error)
{
  AgentFixture *self = data;
  g_autoptr (BhConversation) conversation =
      bhd_conversations_want_person (turn, self->ada, self->conversation_id, error);

  return NULL;
}

gpointer
agent_turn (AgentFixture *self, BhdJobFunc job)
{
  g_autoptr (GError) error = NULL;
  gpointer result = bhd_store_call (self->store, BHD_JOB_WRITE, job, self, &error);

  g_assert_no_error (error);
  return result;
}

void
agent_return (AgentFixture *self)
{
  agent_turn (self, return_job);
}

void
agent_want_person (AgentFixture *self)
{
  agent_turn (self, want_person_job);
}

static gpointer
count_open_job (BhdTurn *turn, gpointer unused, GError **error)
{
  static const char sql[] = "SELECT count(*) FROM run WHERE state <> 'done'";
  g_autoptr (GVariant) row = bh_db_query_row (turn->db, "(x)", sql, NULL, error);
  gint64 n = 0;

  if (row != NULL)
    g_variant_get (row, "(x)", &n);
  return GINT_TO_POINTER (n);
}

void
agent_pause (AgentFixture *self)
{
  g_mutex_lock (&self->mutex);
  g_cond_wait_until (&self->cond, &self->mutex, g_get_monotonic_time () + G_USEC_PER_SEC / 100);
  g_mutex_unlock (&self->mutex);
}

void
agent_settle (AgentFixture *self)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (GError) error = NULL;

  while (bhd_store_call (self->store, BHD_JOB_READ, count_open_job, NULL, &error) != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      agent_pause (self); /* not every end is announced */
    }
  g_assert_no_error (error);
}

static gpointer
messages_job (BhdTurn *turn, gpointer data, GError **error)
{
  AgentFixture *self = data;
  gboolean more;

  return bhd_messages_page (turn, self->mia, self->conversation_id, 0, 0, 100, &more, error);
}

GPtrArray *
agent_messages (AgentFixture *self)
{
  return agent_turn (self, messages_job);
}

static gpointer
look_job (BhdTurn *turn, gpointer data, GError **error)
{
  AgentFixture *self = data;

  return bhd_conversations_find (turn, self->mia, self->conversation_id, error);
}

BhConversation *
agent_look (AgentFixture *self)
{
  return agent_turn (self, look_job);
}

static gboolean
is_answer (const BhMessage *message)
{
  return message->author == BH_AUTHOR_AI && message->kind == BH_MESSAGE_TEXT;
}

guint
agent_count_answers (AgentFixture *self)
{
  g_autoptr (GPtrArray) messages = agent_messages (self);
  guint n = 0;

  for (guint i = 1; i < messages->len; i++)
    n += is_answer (g_ptr_array_index (messages, i));
  return n;
}

char *
agent_ask (AgentFixture *self, const char *body)
{
  g_autoptr (GPtrArray) messages = NULL;

  agent_say (self, body);
  agent_settle (self);
  messages = agent_messages (self);
  for (guint i = messages->len; i > 1; i--)
    {
      const BhMessage *message = g_ptr_array_index (messages, i - 1);

      if (is_answer (message))
        return g_strdup (message->body);
      if (message->author == BH_AUTHOR_VISITOR)
        break;
    }
  return g_strdup ("");
}

guint
agent_count_said (AgentFixture *self, const char *type)
{
  g_autofree char *prefix = g_strconcat (type, " ", NULL);
  guint n = 0;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->said->len; i++)
    n += g_str_has_prefix (g_ptr_array_index (self->said, i), prefix);
  g_mutex_unlock (&self->mutex);
  return n;
}

static gpointer
last_run_job (BhdTurn *turn, gpointer unused, GError **error)
{
  static const char sql[] = "SELECT outcome, detail FROM run WHERE state = 'done' "
                            "ORDER BY finished_us DESC, id DESC LIMIT 1";

  return bh_db_query_row (turn->db, "(msms)", sql, NULL, error);
}

char *
agent_last_outcome (AgentFixture *self, char **detail)
{
  g_autoptr (GVariant) row = agent_turn (self, last_run_job);
  char *outcome = NULL, *text = NULL;

  g_assert_nonnull (row);
  g_variant_get (row, "(msms)", &outcome, &text);
  if (detail != NULL)
    *detail = g_steal_pointer (&text);
  g_free (text);
  return outcome;
}
