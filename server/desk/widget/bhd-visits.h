/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

#define BHD_VISITS_PAGES 20 /* are remembered */
#define BHD_VISITS_URL 1000 /* characters */
#define BHD_VISITS_TITLE 200

/* The visitor has moved to another page.  @news: (out) (transfer full):
 * {"contact_id","url","title", "at_us"}.  BH_ERROR_INVALID for what is no page of the web. */
gboolean bhd_visits_note (BhdTurn *turn,
                          const BhdCaller *visitor,
                          const char *url,
                          const char *title,
                          char **news,
                          GError **error);

/* Returns: (transfer full): a JSON array of {"url","title","at_us"}, newest first. */
char *bhd_visits_list (BhdTurn *turn,
                       const char *organization_id,
                       const char *contact_id,
                       GError **error);

G_END_DECLS
