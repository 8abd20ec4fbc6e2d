/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/team/bht-team.h"

#include "common/bh-id.h"

char *
bht_team_add (BhtDaemon *daemon, const char *token, const char *path, const char *members)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *full = g_strconcat ("/v1/desk", path, NULL);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",%s}", id, members);
  g_autoptr (BhtAnswer) answer = bht_call (daemon, "POST", full, token, NULL, body);

  if (answer->status != 201)
    g_error ("%s: %s", path, answer->body);
  return g_steal_pointer (&id);
}

void
bht_team_furnish (BhtDaemon *daemon, BhtTenant *tenant)
{
  tenant->label_id = bht_team_add (daemon, tenant->owner_token, "/labels",
                                   "\"name\":\"Returns\",\"color\":\"#112233\"");
  tenant->team_id = bht_team_add (daemon, tenant->owner_token, "/teams", "\"name\":\"Billing\"");
}
