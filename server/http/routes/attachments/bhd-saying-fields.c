/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/attachments/bhd-saying-fields.h"

#include "common/bh-error.h"

const char *
bhd_saying_body (const BhdRequest *request, GError **error)
{
  const char *body = bhd_request_text (request, "body");
  const char *const *files = bhd_request_list (request, "attachments");

  if (body != NULL && *body != '\0')
    return body;
  if (files != NULL && files[0] != NULL)
    return "";
  bh_error_refuse (error, BH_ERROR_INVALID, "body",
                   "could not take “body”: it must have between 1 and %d characters, or files must "
                   "come with it",
                   BH_MESSAGE_MAX);
  return NULL;
}
