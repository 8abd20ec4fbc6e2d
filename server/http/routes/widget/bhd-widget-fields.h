/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* The widget's settings, from the desk and from this machine. */

extern const BhdField bhd_widget_fields[];

/* Answers what the organisation decided. */
gboolean
bhd_widget_answer (BhdTurn *turn, const char *organization_id, BhdReply *reply, GError **error);

/* Changes what the request names, and answers as above. */
gboolean bhd_widget_patch (BhdTurn *turn,
                           const char *organization_id,
                           const BhdRequest *request,
                           BhdReply *reply,
                           GError **error);

/* The handler's work of the two routes that make a secret.  @organization: slug or id. */
gboolean bhd_widget_answer_secret (BhdStore *store,
                                   const char *organization,
                                   BhdReply *reply,
                                   GError **error);

#define BHD_WIDGET_MAX_BODY (64 * 1024)
#define BHD_GIVES_WIDGET                                                                           \
  BHD_GIVES (BHD_OK (BHD_ONE ("widget", widget), { "has_identity_secret", BHD_IS_BOOL }))

G_END_DECLS
