/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Three operators reach for one conversation at once, through a store with its threads. */
#include "common/bh-id.h"
#include "server/desk/flow/bhd-transfers.h"
#include "server/store/bhd-store.h"
#include "tests/desk/desk-fixture.h"

#include <glib/gstdio.h>

#define ROUNDS 20

typedef struct
{
  BhdStore *store;
  BhdCaller *visitor;
  BhdCaller *operators[3];
  char *id; /* of this round's conversation */
} Scene;

typedef struct
{
  Scene *scene;
  BhdCaller *operator;
  BhdJobFunc run;
  gboolean won;
  int code;
} Racer;

static BhdCaller *
make_operator (BhdTurn *turn, const char *name, GError **error)
{
  g_autofree char *token = NULL;
  gint64 expires_us;
  g_autoptr (BhOperator) made =
      bhd_identity_create_operator (turn, "acme", name, name, BH_ROLE_AGENT, "hash", error);

  g_assert_nonnull (made);
  bhd_identity_open_operator_session (turn, made, &token, &expires_us, error);
  return bhd_identity_authenticate (turn, BHD_OPERATOR, token, error);
}

static gpointer
job_make_people (BhdTurn *turn, gpointer data, GError **error)
{
  Scene *scene = data;
  g_autofree char *token = NULL;
  g_autoptr (BhOrganization) acme = bhd_organizations_create (turn, "acme", "Acme", error);

  scene->operators[0] = make_operator (turn, "mia", error);
  scene->operators[1] = make_operator (turn, "noah", error);
  scene->operators[2] = make_operator (turn, "lea", error);
  scene->visitor = bhd_identity_open_contact_session (turn, "acme", "Ada", "ada@example.org", NULL,
                                                      &token, error);
  return NULL;
}

static gpointer
job_open (BhdTurn *turn, gpointer data, GError **error)
{
  Scene *scene = data;
  gboolean created;

  return bhd_conversations_open (turn, scene->visitor, scene->id, &created, error);
}

static gpointer
job_claim (BhdTurn *turn, gpointer data, GError **error)
{
  Racer *racer = data;

  return bhd_conversations_claim (turn, racer->operator, racer->scene->id, error);
}

/* To oneself: whoever comes second finds it taken. */
static gpointer
job_transfer (BhdTurn *turn, gpointer data, GError **error)
{
  Racer *racer = data;
  const BhdTransfer transfer = { .operator_id = racer->operator->operator_id };

  return bhd_transfers_make (turn, racer->operator, racer->scene->id, &transfer, error);
}

static gpointer
racer_thread (gpointer data)
{
  Racer *racer = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhConversation) conversation =
      bhd_store_call (racer->scene->store, BHD_JOB_WRITE, racer->run, racer, &error);

  racer->won = conversation != NULL;
  racer->code = error != NULL ? error->code : 0;
  return NULL;
}

#define RACERS 3

/* One claims, two hand it over to themselves. */
static void
race (Scene *scene)
{
  Racer racers[RACERS] = { { scene, scene->operators[0], job_claim },
                           { scene, scene->operators[1], job_transfer },
                           { scene, scene->operators[2], job_transfer } };
  GThread *threads[RACERS];
  g_autofree char *id = bh_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BhConversation) conversation = NULL;
  guint won = 0;

  scene->id = id;
  conversation = bhd_store_call (scene->store, BHD_JOB_WRITE, job_open, scene, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < RACERS; i++)
    threads[i] = g_thread_new ("racer", racer_thread, &racers[i]);
  for (guint i = 0; i < RACERS; i++)
    g_thread_join (threads[i]);

  for (guint i = 0; i < RACERS; i++)
    {
      won += racers[i].won;
      g_assert_cmpint (racers[i].code, ==, racers[i].won ? 0 : BH_ERROR_CLAIMED);
    }
  g_assert_cmpuint (won, ==, 1);
}

static void
test_one_claimer_wins (void)
{
  g_autofree char *folder = g_dir_make_tmp ("bellhop-race-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bellhop.db", NULL);
  g_autofree char *index = g_build_filename (folder, "index.db", NULL);
  g_autoptr (GError) error = NULL;
  Scene scene = { bhd_store_new (path, 1, &error) };

  g_assert_no_error (error);
  bhd_store_call (scene.store, BHD_JOB_WRITE, job_make_people, &scene, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ROUNDS; i++)
    race (&scene);

  bhd_caller_unref (scene.visitor);
  bhd_caller_unref (scene.operators[0]);
  bhd_caller_unref (scene.operators[1]);
  bhd_caller_unref (scene.operators[2]);
  bhd_store_free (scene.store);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_unlink (index), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/claim/one-of-two-wins", test_one_claimer_wins);
  return g_test_run ();
}
