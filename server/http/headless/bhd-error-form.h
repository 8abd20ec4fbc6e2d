/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How errors are told to programs that were written for somebody else's service.  Statuses, codes
 * and headers are the same everywhere. */
typedef struct
{
  gboolean openai;     /* {"error":{"message",…}} instead of the flat record */
  const char *invalid; /* (nullable) what is said of a request that makes no sense, instead of our
                          own words, as all that the flat record says then is fixed */
} BhdErrorForm;

/* @form: (nullable): our own record.  Returns: (transfer full): JSON */
char *bhd_error_form_write (const BhdErrorForm *form, const GError *error, const char *request_id);

G_END_DECLS
