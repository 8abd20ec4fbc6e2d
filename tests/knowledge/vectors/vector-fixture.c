/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/knowledge/vectors/vector-fixture.h"

#include "server/store/rows/bhd-event-rows.h"
#include "server/store/rows/bhd-organization-rows.h"
#include "tests/bht-folder.h"

typedef struct
{
  const char *sql;
  const char *a, *b, *c;
  gint64 n;
} Statement;

static gpointer
exec_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Statement *statement = data;

  bh_db_exec (turn->db, statement->sql,
              g_variant_new ("(msmsms)", statement->a, statement->b, statement->c), error);
  return NULL;
}

static gpointer
count_job (BhdTurn *turn, gpointer data, GError **error)
{
  Statement *statement = data;
  g_autoptr (GVariant) row = bh_db_query_row (turn->db, "(x)", statement->sql, NULL, error);

  if (row != NULL)
    g_variant_get (row, "(x)", &statement->n);
  return NULL;
}

void
vector_fixture_exec (VectorFixture *fixture,
                     const char *sql,
                     const char *a,
                     const char *b,
                     const char *c)
{
  Statement statement = { sql, a, b, c };
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, exec_job, &statement, &error);
  g_assert_no_error (error);
}

gint64
vector_fixture_count (VectorFixture *fixture, const char *sql)
{
  Statement statement = { .sql = sql };
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store, BHD_JOB_READ, count_job, &statement, &error);
  g_assert_no_error (error);
  return statement.n;
}

typedef struct
{
  const char *organization_id, *document_id, *passage_id, *body;
} Passage;

static void
put (BhdTurn *turn, const Passage *put, GError **error)
{
  static const char document[] =
      "INSERT INTO document (organization_id, id, title, title_key, category, format, hash, "
      "size, status, created_us, updated_us) VALUES ($1, $2, $2, $2, '', 'text', '', 0, "
      "'ready', 0, 0) ON CONFLICT DO NOTHING";
  static const char passage[] =
      "INSERT INTO passage (organization_id, id, document_id, position, heading, body) "
      "SELECT $1, $2, $3, COUNT (*), '', $4 FROM passage";

  if (bh_db_exec (turn->db, document,
                  g_variant_new ("(ss)", put->organization_id, put->document_id), error))
    bh_db_exec (turn->db, passage,
                g_variant_new ("(ssss)", put->organization_id, put->passage_id, put->document_id,
                               put->body),
                error);
}

/* In one transaction: nobody sees a passage without its text. */
static gpointer
put_job (BhdTurn *turn, gpointer data, GError **error)
{
  put (turn, data, error);
  return NULL;
}

typedef struct
{
  const char *organization_id;
  guint n;
} Many;

static gpointer
put_many_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Many *many = data;
  GError *failure = NULL;

  for (guint i = 0; i < many->n && failure == NULL; i++)
    {
      g_autofree char *document = g_strdup_printf ("d%u", i / 3);
      g_autofree char *id = g_strdup_printf ("%s-p%u", many->organization_id, i);
      g_autofree char *body = g_strnfill (i + 1, (char) ('a' + i % 26));
      const Passage passage = { many->organization_id, document, id, body };

      put (turn, &passage, &failure);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return NULL;
}

void
vector_fixture_put_many (VectorFixture *fixture, const char *organization_id, guint n)
{
  Many many = { organization_id, n };
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, put_many_job, &many, &error);
  g_assert_no_error (error);
}

void
vector_fixture_put (VectorFixture *fixture,
                    const char *organization_id,
                    const char *document_id,
                    const char *passage_id,
                    const char *body)
{
  Passage passage = { organization_id, document_id, passage_id, body };
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, put_job, &passage, &error);
  g_assert_no_error (error);
}

void
vector_fixture_set_model (VectorFixture *fixture, const char *organization_id, const char *model)
{
  vector_fixture_exec (
      fixture,
      "INSERT INTO ai_settings (organization_id, schedule, suggestions_only, time_zone, hours, "
      "tone, preferred_terms, blocked_terms, guardrails_enabled, max_tool_calls, "
      "visitor_messages, visitor_tokens, organization_messages, organization_tokens, "
      "embedding_provider_id, embedding_model, updated_us) VALUES ($1, 'always', 0, 'UTC', '{}', "
      "'', '[]', '[]', 0, 8, 0, 0, 0, 0, $2, $3, 1) ON CONFLICT (organization_id) DO UPDATE SET "
      "embedding_provider_id = excluded.embedding_provider_id, "
      "embedding_model = excluded.embedding_model",
      organization_id, model != NULL ? "p" : NULL, model);
}

static void
open_store (VectorFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = bhd_store_new (fixture->path, 2, &error);
  g_assert_no_error (error);
  fixture->vectors = bhd_vectors_new (fixture->store);
}

static gpointer
organization_job (BhdTurn *turn, gpointer slug, GError **error)
{
  char *origins[] = { NULL };
  char text[] = "";
  BhOrganization organization = { slug, slug, slug, text, TRUE, text, origins, NULL, 1 };

  if (bhd_organization_rows_insert (turn->db, &organization, error))
    bhd_event_rows_start (turn->db, slug, error);
  return NULL;
}

static void
make_organization (VectorFixture *fixture, const char *slug)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, organization_job, (gpointer) slug, &error);
  g_assert_no_error (error);
}

void
vector_fixture_set_up (VectorFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("bellhop-vectors-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "bellhop.db", NULL);
  open_store (fixture);
  make_organization (fixture, "acme");
  make_organization (fixture, "other");
}

static void
close_store (VectorFixture *fixture)
{
  g_clear_pointer (&fixture->vectors, bhd_vectors_free);
  g_clear_pointer (&fixture->store, bhd_store_free);
}

void
vector_fixture_restart (VectorFixture *fixture)
{
  close_store (fixture);
  open_store (fixture);
}

void
vector_fixture_tear_down (VectorFixture *fixture, gconstpointer data)
{
  close_store (fixture);
  bht_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}
