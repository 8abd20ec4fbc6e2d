/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/attachments/bhd-attachments.h"
#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* The fields of a message, whoever says it; elements of a BhdField table. */
#define BHD_SAYING_FIELDS                                                                          \
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },                                                       \
      { "body", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 0, BH_MESSAGE_MAX },                           \
  {                                                                                                \
    "attachments", BHD_FIELD_WORDS, BHD_IN_BODY, FALSE, 0, BHD_ATTACHMENTS_MESSAGE                 \
  }

/* Returns: (transfer none): the body, “” where files come instead; NULL with BH_ERROR_INVALID where
 * nothing is said at all. */
const char *bhd_saying_body (const BhdRequest *request, GError **error);

G_END_DECLS
