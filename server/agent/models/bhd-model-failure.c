/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <glib/gi18n.h>
#include <string.h>

#include "server/agent/models/bhd-model-failure.h"

#define BODY_MAX (256 * 1024)
#define SAID_MAX 240

typedef struct
{
  guint status;
  BhErrorCode code;
  const char *text;
} Meaning;

/* The first row whose status is not below the answer's. */
static const Meaning meanings[] = {
  { 399, BH_ERROR_INVALID, N_ ("the server sends us elsewhere: check the provider's base URL") },
  { 400, BH_ERROR_INVALID, N_ ("the provider would not read the request") },
  { 401, BH_ERROR_FORBIDDEN, N_ ("the provider refused the key") },
  { 402, BH_ERROR_FORBIDDEN, N_ ("the provider's account has no credit") },
  { 403, BH_ERROR_FORBIDDEN, N_ ("the provider does not allow this key to do that") },
  { 404, BH_ERROR_NOT_FOUND, N_ ("the provider does not know this model, or this address") },
  { 405, BH_ERROR_NOT_FOUND, N_ ("the server does not know this request: check the base URL") },
  { 407, BH_ERROR_INVALID, N_ ("the provider would not read the request") },
  { 409, BH_ERROR_UNAVAILABLE, N_ ("the provider could not answer now") },
  { 428, BH_ERROR_INVALID, N_ ("the provider would not read the request") },
  { 429, BH_ERROR_RATE_LIMITED, N_ ("the provider wants fewer requests") },
  { 499, BH_ERROR_INVALID, N_ ("the provider would not read the request") },
  { 528, BH_ERROR_UNAVAILABLE, N_ ("the provider has a fault") },
  { 529, BH_ERROR_UNAVAILABLE, N_ ("the provider is overloaded") },
  { G_MAXUINT, BH_ERROR_UNAVAILABLE, N_ ("the provider has a fault") },
};

/* Providers tell some things by words alone: a type or a code within the error, or a part of the
 * message.  These win over the status. */
static const struct
{
  const char *word;
  guint status;
} words[] = {
  { "insufficient_quota", 402 }, { "billing_error", 402 },      { "credit balance", 402 },
  { "api_key_invalid", 401 },    { "invalid_api_key", 401 },    { "authentication_error", 401 },
  { "api key not valid", 401 },  { "incorrect api key", 401 },  { "permission_error", 403 },
  { "permission_denied", 403 },  { "model_not_found", 404 },    { "not_found", 404 },
  { "rate_limit", 429 },         { "resource_exhausted", 429 }, { "overloaded_error", 529 },
};

/* Of a failure inside a stream there is no status. */
static const struct
{
  const char *word;
  guint status;
} stream_words[] = {
  { "invalid_request", 400 },
  { "invalid_argument", 400 },
  { "bad_request", 400 },
  { "badrequest", 400 },
};

static guint
find_status (const char *text, guint status, gboolean in_stream)
{
  g_autofree char *low = g_ascii_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (low, words[i].word) != NULL)
      return words[i].status;
  for (guint i = 0; in_stream && i < G_N_ELEMENTS (stream_words); i++)
    if (strstr (low, stream_words[i].word) != NULL)
      return stream_words[i].status;
  return status;
}

static const Meaning *
find_meaning (guint status)
{
  const Meaning *meaning = meanings;

  while (meaning->status < status)
    meaning++;
  return meaning;
}

/* “error” is an object, a text, or missing and its members stand one level higher. */
static const char *
find_said (JsonObject *root)
{
  static const char *const names[] = { "message", "detail", "error", NULL };
  JsonObject *inner = bh_json_get_object (root, "error");

  for (const char *const *name = names; *name != NULL; name++)
    {
      const char *said = bh_json_get_string (inner != NULL ? inner : root, *name, "");

      if (*said != '\0')
        return said;
    }
  return "";
}

/* One line of printable text. */
static char *
shorten (const char *said)
{
  g_autofree char *valid = g_utf8_make_valid (said, (gssize) strnlen (said, 4 * SAID_MAX));
  g_autoptr (GString) line = g_string_new (NULL);
  glong length = 0;

  for (const char *at = valid; *at != '\0' && length < SAID_MAX; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean blank = !g_unichar_isprint (c) || g_unichar_isspace (c);

      if (blank && (line->len == 0 || line->str[line->len - 1] == ' '))
        continue;
      g_string_append_unichar (line, blank ? ' ' : c);
      length++;
    }
  return g_strchomp (g_string_free (g_steal_pointer (&line), FALSE));
}

static void
set (GError **error, guint status, const char *said)
{
  const Meaning *meaning = find_meaning (status);
  g_autofree char *line = shorten (said);

  if (*line != '\0')
    g_set_error (error, BH_ERROR, (int) meaning->code, "%s: %s", meaning->text, line);
  else
    g_set_error (error, BH_ERROR, (int) meaning->code, "%s (status %u)", meaning->text, status);
}

void
bhd_model_failure_set (GError **error, guint status, GBytes *body)
{
  gsize length = 0;
  const char *bytes = g_bytes_get_data (body, &length);
  g_autofree char *text = g_strndup (bytes != NULL ? bytes : "", MIN (length, BODY_MAX));
  const char *start = text + strspn (text, " \t\r\n[");
  g_autoptr (JsonNode) node = NULL;

  /* Gemini puts some errors into an array of one. */
  if (start > text && strchr (text, '[') != NULL && strrchr (text, ']') != NULL)
    *strrchr (text, ']') = '\0';
  node = bh_json_parse_object (start, strlen (start), BODY_MAX, NULL);
  set (error, find_status (start, status, FALSE),
       node != NULL ? find_said (json_node_get_object (node)) : "");
}

gboolean
bhd_model_failure_in_stream (JsonObject *event, GError **error)
{
  JsonNode *member = json_object_get_member (event, "error");
  gboolean fails = (member != NULL && !JSON_NODE_HOLDS_NULL (member)) ||
                   strcmp (bh_json_get_string (event, "object", ""), "error") == 0;
  g_autofree char *text = NULL;
  JsonObject *inner = bh_json_get_object (event, "error");
  gint64 code = 0;

  if (!fails)
    return FALSE;
  text = member != NULL ? json_to_string (member, FALSE) : g_strdup ("");
  code = bh_json_get_int (inner != NULL ? inner : event, "code", 500);
  set (error, find_status (text, code >= 400 && code < 600 ? (guint) code : 500, TRUE),
       find_said (event));
  return TRUE;
}

/* Providers quote a key half, with stars, or whole. */
static gboolean
resembles_key (const char *word, gsize length, const char *key)
{
  static const char *const starts[] = {
    "sk-", "xai-", "AIza", "gsk_", "pk-", "hf_", "Bearer", NULL
  };
  g_autofree char *text = g_strndup (word, length);
  gsize part = key != NULL ? MIN (8, strlen (key)) : 0;

  if (strstr (text, "**") != NULL)
    return TRUE;
  for (const char *const *start = starts; *start != NULL; start++)
    if (length > strlen (*start) + 4 && g_str_has_prefix (text, *start))
      return TRUE;
  for (gsize at = 0; part > 0 && at + part <= strlen (key); at++)
    if (memmem (word, length, key + at, part) != NULL)
      return TRUE;
  return FALSE;
}

/* The whole key first: it may hold bytes that end a word. */
static void
cut_key (GError *error, const char *key)
{
  g_autoptr (GString) clean = g_string_new (error->message);

  if (key == NULL || *key == '\0')
    return;
  g_string_replace (clean, key, "…", 0);
  g_free (error->message);
  error->message = g_string_free (g_steal_pointer (&clean), FALSE);
}

void
bhd_model_failure_explain_address (GError *error)
{
  if (!g_error_matches (error, BH_ERROR, BH_ERROR_FORBIDDEN))
    return;
  g_free (error->message);
  error->message = g_strdup ("its address is not public: the daemon's administrator can allow that "
                             "with models_to_private");
  bh_error_set_detail (error, "field", "\"base_url\"");
}

void
bhd_model_failure_clean (GError *error, const BhdModelAccount *account)
{
  static const char word_bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                   "-_*.+=~";
  g_autoptr (GString) clean = g_string_new (NULL);
  const char *at = NULL;

  cut_key (error, account->key);
  at = error->message;
  while (*at != '\0')
    {
      gsize length = strspn (at, word_bytes);

      if (length > 0 && resembles_key (at, length, account->key))
        g_string_append (clean, "…");
      else
        g_string_append_len (clean, at, (gssize) MAX (length, 1));
      at += MAX (length, 1);
    }
  g_free (error->message);
  error->message = g_string_free (g_steal_pointer (&clean), FALSE);
}

gboolean
bhd_model_failure_passes (const GError *error)
{
  return g_error_matches (error, BH_ERROR, BH_ERROR_UNAVAILABLE) ||
         g_error_matches (error, BH_ERROR, BH_ERROR_RATE_LIMITED);
}
