/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* Answers 201 with the secret that @renew makes (transfer full, for bhd_secret_free()) and keeps
 * sealed.  The one answer that carries it: it cannot be asked for again. */
gboolean bhd_secret_answer (BhdStore *store,
                            BhdJobFunc renew,
                            gconstpointer data,
                            BhdReply *reply,
                            GError **error);

G_END_DECLS
