/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

#include "common/bh-id.h"

/* The wish to be called back, with the real daemon. */

static void
test_operator_sees_it (void)
{
  g_autoptr (BhtBellhopd) daemon = bht_bellhopd_new (NULL);
  g_autofree char *token = bht_bellhopd_furnish (daemon);
  g_autoptr (BhtApi) mia = bht_api_new (bht_bellhopd_url (daemon), token);
  g_autoptr (BhtApi) ada = bht_api_new_visitor (bht_bellhopd_url (daemon), "Ada");
  g_autofree char *id = bht_api_open_conversation (ada);
  g_autofree char *message = bh_id_new ();
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/call", id);
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"phone\":\"+49 (0) 170 1234567\"}", message);
  g_autofree char *desk = g_strdup_printf ("/v1/desk/conversations/%s", id);
  g_autoptr (JsonNode) asked = bht_api_expect (ada, "POST", path, body, 201);
  g_autoptr (JsonNode) again = bht_api_expect (ada, "POST", path, body, 200);
  g_autoptr (JsonNode) seen = bht_api_expect (mia, "GET", desk, NULL, 200);

  g_assert_cmpstr (bht_json_string (asked, "message.body"), ==, "Please call me: +491701234567");
  g_assert_cmpstr (bht_json_string (seen, "conversation.handoff.reason"), ==, "call_requested");
  g_assert_cmpstr (bht_json_string (seen, "conversation.handoff.summary"), ==,
                   "Please call me: +491701234567");
  g_assert_cmpstr (bht_json_string (seen, "conversation.priority"), ==, "high");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/call/operator-sees-it", test_operator_sees_it);
  return g_test_run ();
}
