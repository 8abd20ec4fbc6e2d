/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/gate/bhd-answer.h"

#include "common/bh-error.h"
#include "server/http/bhd-headers.h"
#include "server/http/gate/bhd-head-rules.h"

#include <libsoup/soup.h>
#include <string.h>

static char *
special_headers (const GError *error)
{
  g_autofree char *methods = NULL;

  if (g_error_matches (error, BH_ERROR, BH_ERROR_UNAVAILABLE))
    return g_strdup ("Retry-After: 5\r\n");
  if (!g_error_matches (error, BH_ERROR, BH_ERROR_METHOD_NOT_ALLOWED))
    return g_strdup ("");

  methods = g_strjoinv (", ", (char **) bhd_head_methods);
  return g_strdup_printf ("Allow: %s\r\n", methods);
}

char *
bhd_answer_compose (const GError *error, const char *request_id, gboolean head_only)
{
  guint status = bh_error_status (error);
  g_autofree char *body = bh_error_to_json (error, request_id);
  g_autofree char *common = bhd_headers_to_text (request_id);
  g_autofree char *special = special_headers (error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  return g_strdup_printf ("HTTP/1.1 %u %s\r\n"
                          "Date: %s\r\n"
                          "Cache-Control: no-store\r\n%s%s"
                          "Content-Type: application/json; charset=utf-8\r\n"
                          "Content-Length: %zu\r\n"
                          "Connection: close\r\n\r\n%s",
                          status, soup_status_get_phrase (status), date, common, special,
                          strlen (body), head_only ? "" : body);
}
