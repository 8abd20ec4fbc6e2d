/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/headless/bhd-error-form.h"

#include "common/bh-error.h"
#include "common/bh-json-writer.h"

static const struct
{
  int code;
  const char *text; /* (nullable): the form's own, or the error's */
  const char *openai_type;
} words[] = {
  { BH_ERROR_INTERNAL, "Internal server error", "server_error" },
  { BH_ERROR_INVALID, NULL, "invalid_request_error" },
  { BH_ERROR_MALFORMED, NULL, "invalid_request_error" },
  { BH_ERROR_UNAUTHORIZED, "Unauthorized", "authentication_error" },
  { BH_ERROR_FORBIDDEN, NULL, "permission_error" },
  { BH_ERROR_ORIGIN_REFUSED, NULL, "permission_error" },
  { BH_ERROR_NOT_FOUND, "Conversation not found", "not_found_error" },
  { BH_ERROR_RATE_LIMITED, "Too many requests", "rate_limit_error" },
  { BH_ERROR_UNAVAILABLE, NULL, "server_error" },
};

static guint
find_words (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_error_matches (error, BH_ERROR, words[i].code))
      return i;
  return bh_error_status (error) >= 500 ? 0 : 1;
}

static gboolean
is_invalid (const GError *error)
{
  return g_error_matches (error, BH_ERROR, BH_ERROR_INVALID) ||
         g_error_matches (error, BH_ERROR, BH_ERROR_MALFORMED);
}

static const char *const details[] = { "field", "blocked" };

/* The fixed text instead of the error's; code and details stay. */
static char *
write_fixed (const BhdErrorForm *form, const GError *error, const char *request_id)
{
  const char *text = is_invalid (error) ? form->invalid : words[find_words (error)].text;
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "error", text != NULL ? text : error->message);
  bh_json_string (&json, "code", bh_error_wire_name (error));
  bh_json_string (&json, "request_id", request_id);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    if (bh_error_get_detail (error, details[i]) != NULL)
      bh_json_raw (&json, details[i], bh_error_get_detail (error, details[i]));
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

static char *
write_openai (const GError *error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  guint at = find_words (error);

  bh_json_begin_object (&json, NULL);
  bh_json_begin_object (&json, "error");
  bh_json_string (&json, "message", at == 0 ? words[at].text : error->message);
  bh_json_string (&json, "type", words[at].openai_type);
  bh_json_raw (&json, "param", bh_error_get_detail (error, "field"));
  bh_json_string (&json, "code", bh_error_wire_name (error));
  bh_json_end_object (&json);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

char *
bhd_error_form_write (const BhdErrorForm *form, const GError *error, const char *request_id)
{
  if (form == NULL)
    return bh_error_to_json (error, request_id);
  return form->openai ? write_openai (error) : write_fixed (form, error, request_id);
}
