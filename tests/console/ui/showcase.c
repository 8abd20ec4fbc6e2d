/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The console with sample conversations and no daemon: to look at, and to be driven by tests. */
#include "config.h"

#include "console/ui/bhc-application.h"
#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/insights/sample-insights.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/writing/sample-team.h"

int
main (int argc, char **argv)
{
  g_autoptr (BhcDesks) desks = bhc_desks_new (NULL, NULL);
  BhcDesk *desk = bhc_desks_get_current (desks);
  g_autoptr (BhcApplication) application = NULL;
  g_autofree char *figures = sample_insights (7, SAMPLE_NOW);
  const char *lazy = g_getenv ("BELLHOP_SHOWCASE_ROWS");

  sample_desk_fill (desk);
  fake_ask_answer (desk, "GET /v1/desk/insights", figures);
  sample_team_fill (desk);
  if (lazy != NULL)
    fake_desk_set_lazy (desk, (guint) g_ascii_strtoull (lazy, NULL, 10));
  fake_desk_sign_in_as_mia (desk);
  application = bhc_application_new (desks, NULL, NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
