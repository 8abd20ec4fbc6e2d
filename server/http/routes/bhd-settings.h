/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* What administrators send, from the desk and from this machine, to the organisation
 * @slug_or_id. */

extern const BhdField bhd_settings_fields[];
gboolean bhd_settings_change (BhdTurn *turn,
                              const char *slug_or_id,
                              const BhdRequest *request,
                              BhdReply *reply,
                              GError **error);

#define BHD_DOCUMENT_FIELDS                                                                        \
  { "title", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 200 },                                          \
      { "category", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 80 },                                   \
      { "format", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "markdown|text" },              \
  {                                                                                                \
    "body", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, BH_DOCUMENT_MAX                                  \
  }
#define BHD_DOCUMENT_MAX_BODY (2 * 1024 * 1024)

/* FALSE with BH_ERROR_TOO_LARGE: characters are counted elsewhere, these are bytes. */
gboolean bhd_settings_check_size (const char *body, GError **error);
gboolean bhd_settings_put_document (BhdTurn *turn,
                                    const char *organization_id,
                                    const BhdRequest *request,
                                    BhdReply *reply,
                                    GError **error);

G_END_DECLS
