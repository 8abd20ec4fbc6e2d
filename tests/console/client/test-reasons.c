/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "console/client/bhc-api.h"

#define SERVER "http://127.0.0.1:9"

static void
assert_said (GQuark domain, int code, const char *words)
{
  g_autoptr (BhcApi) api = bhc_api_new (SERVER, NULL);
  g_autoptr (GError) error = g_error_new_literal (domain, code, "as GLib says it");
  g_autoptr (GError) said = bhc_api_explain (api, error, 0);
  g_autofree char *sentence = g_strconcat (SERVER, " cannot be reached: ", words, NULL);

  g_assert_error (said, BH_ERROR, BH_ERROR_OFFLINE);
  g_assert_cmpstr (said->message, ==, sentence);
}

static void
test_known (void)
{
  assert_said (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "the connection was refused");
  assert_said (G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "there is no way to it");
  assert_said (G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, "there is no network");
  assert_said (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "nobody has this name");
}

static void
test_unknown (void)
{
  assert_said (G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "as GLib says it");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/reasons/frequent-ones-in-our-words", test_known);
  g_test_add_func ("/console/reasons/others-in-those-of-glib", test_unknown);

  return g_test_run ();
}
