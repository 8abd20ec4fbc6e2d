/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/notice/bhc-notice.h"

static const struct
{
  const char *words;
  const char *reason;
  const char *all;
  const char *essence;
} cases[] = {
  { "Offline: %s", "a.test is silent: no", "Offline: a.test is silent: no", "Offline" },
  { "Hors ligne\u00a0: %s", "rien", "Hors ligne\u00a0: rien", "Hors ligne" },
  { "Nicht da\u00a0– %s", "die Platte: voll", "Nicht da\u00a0– die Platte: voll", "Nicht da" },
  { "オフライン：%s", "なし", "オフライン：なし", "オフライン" },
  { "غير متصل: \u2068%s\u2069", "no", "غير متصل: \u2068no\u2069", "غير متصل" },
  { "Connecting…", NULL, "Connecting…", "Connecting…" },
};

static void
test_parts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BhcNotice) notice = bhc_notice_new (cases[i].words, cases[i].reason);
      g_autoptr (BhcNotice) copy = bhc_notice_copy (notice);

      g_assert_cmpstr (copy->words, ==, cases[i].all);
      g_assert_cmpstr (copy->essence, ==, cases[i].essence);
      g_assert_cmpstr (copy->reason, ==, cases[i].reason);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/notice/has-an-essence-and-a-reason", test_parts);

  return g_test_run ();
}
