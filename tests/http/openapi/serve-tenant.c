/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-writer.h"
#include "tests/http/bht-daemon.h"

#include <stdio.h>

/* A daemon with one organisation for programs in other languages: writes one line of JSON with the
 * port and the credentials to stdout, and serves until its input ends. */

static void
tell (const BhtDaemon *daemon, const BhtTenant *tenant)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_int (&json, "port", daemon->port);
  bh_json_string (&json, "organization", tenant->slug);
  bh_json_string (&json, "owner_token", tenant->owner_token);
  bh_json_string (&json, "visitor_token", tenant->visitor_token);
  bh_json_string (&json, "conversation_id", tenant->conversation_id);
  bh_json_string (&json, "document_id", tenant->document_id);
  bh_json_string (&json, "run_id", tenant->run_id);
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  puts (text);
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  g_autoptr (BhtDaemon) daemon = bht_daemon_new (NULL);
  g_autoptr (BhtTenant) tenant = bht_daemon_add_tenant (daemon, "acme");

  bht_daemon_add_run (daemon, tenant);
  tell (daemon, tenant);
  while (getchar () != EOF)
    ;
  return 0;
}
