/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include <string.h>

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
} Fixture;

/* @without_mail: its administrator has set up none. */
static void
set_up (Fixture *fixture, gconstpointer without_mail)
{
  const BhdHttpConfig bare = { 0 };

  fixture->daemon = bht_daemon_new (without_mail != NULL ? &bare : NULL);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "alpha");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
}

static BhtAnswer *
call (Fixture *f, const char *method, const char *side)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/%s/conversations/%s/transcript", side, f->tenant->conversation_id);
  const char *token =
      g_str_equal (side, "widget") ? f->tenant->visitor_token : f->tenant->owner_token;

  return bht_call (f->daemon, method, path, token, NULL,
                   g_str_equal (method, "POST") ? "{}" : NULL);
}

static void
test_text_to_keep (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = call (f, "GET", "widget");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->head, "Content-Type: text/plain; charset=utf-8"));
  g_assert_nonnull (strstr (answer->head, "Content-Disposition: attachment; filename=\""));
  g_assert_nonnull (strstr (answer->head, "no-store"));
  g_assert_true (g_str_has_prefix (answer->body, "Conversation with alpha\n"));
}

static void
test_desk_gets_it_as_well (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) visitors = call (f, "GET", "widget");
  g_autoptr (BhtAnswer) desks = call (f, "GET", "desk");

  g_assert_cmpuint (desks->status, ==, 200);
  g_assert_cmpstr (desks->body, ==, visitors->body);
}

static void
test_mail_is_accepted (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) visitors = call (f, "POST", "widget");
  g_autoptr (BhtAnswer) desks = call (f, "POST", "desk");

  g_assert_cmpuint (visitors->status, ==, 202);
  g_assert_cmpstr (visitors->body, ==, "");
  g_assert_cmpuint (desks->status, ==, 202);
}

static void
test_without_mail_it_is_unavailable (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) visitors = NULL;
  g_autoptr (BhtAnswer) desks = NULL;

  g_test_expect_message ("bellhop-http", G_LOG_LEVEL_WARNING, "*sends no e-mail*");
  visitors = call (f, "POST", "widget");
  g_test_expect_message ("bellhop-http", G_LOG_LEVEL_WARNING, "*sends no e-mail*");
  desks = call (f, "POST", "desk");
  bht_answer_assert_error (visitors, 503, "unavailable");
  bht_answer_assert_error (desks, 503, "unavailable");
}

#define ADD(name, data, test)                                                                      \
  g_test_add ("/http/transcript/" name, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("text-to-keep", NULL, test_text_to_keep);
  ADD ("desk-gets-it-as-well", NULL, test_desk_gets_it_as_well);
  ADD ("mail-is-accepted", NULL, test_mail_is_accepted);
  ADD ("without-mail-it-is-unavailable", "bare", test_without_mail_it_is_unavailable);
  return g_test_run ();
}
