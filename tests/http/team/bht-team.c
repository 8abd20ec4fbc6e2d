/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/team/bht-team.h"

#include "common/bh-id.h"
#include "tests/http/files/bht-files.h"

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

char *
bht_team_attach (BhtDaemon *daemon, const char *token, const char *canned_id)
{
  g_autofree char *path = g_strconcat ("/canned/", canned_id, "/uploads", NULL);
  g_autofree char *id =
      bht_team_add (daemon, token, path, "\"name\":\"price list.txt\",\"size\":4");
  g_autoptr (BhtAnswer) put = bht_files_put (daemon, "desk", token, id, 0, "4711", 4);

  if (put->status != 201)
    g_error ("could not upload: %s", put->body);
  return g_steal_pointer (&id);
}

void
bht_team_furnish (BhtDaemon *daemon, BhtTenant *tenant)
{
  tenant->label_id = bht_team_add (daemon, tenant->owner_token, "/labels",
                                   "\"name\":\"Returns\",\"color\":\"#112233\"");
  tenant->team_id = bht_team_add (daemon, tenant->owner_token, "/teams", "\"name\":\"Billing\"");
  tenant->canned_id = bht_team_add (daemon, tenant->owner_token, "/canned",
                                    "\"shortcut\":\"hello\",\"body\":\"Hello\",\"shared\":true");
  tenant->canned_file_id = bht_team_attach (daemon, tenant->owner_token, tenant->canned_id);
  tenant->view_id = bht_team_add (daemon, tenant->owner_token, "/views",
                                  "\"name\":\"Hot\",\"shared\":true,"
                                  "\"filter\":{\"priorities\":[\"urgent\"]}");
}
