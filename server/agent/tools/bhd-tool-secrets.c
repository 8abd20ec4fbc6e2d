/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/tools/bhd-tool-secrets.h"

#include "common/bh-json-writer.h"
#include "server/store/bhd-seal.h"

#include <string.h>

#define SHORTEST 4 /* bytes */
#define SHORTEST_IN_QUERY 8
#define HIDDEN "[hidden]"

struct _BhdToolSecrets
{
  GPtrArray *forms; /* of char: every way in which a secret may come back */
};

BhdToolSecrets *
bhd_tool_secrets_new (void)
{
  BhdToolSecrets *self = g_new0 (BhdToolSecrets, 1);

  self->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_secret_free);
  return self;
}

void
bhd_tool_secrets_free (BhdToolSecrets *self)
{
  g_ptr_array_unref (self->forms);
  g_free (self);
}

/* Takes @form. */
static void
add_form (BhdToolSecrets *self, char *form)
{
  if (strlen (form) < SHORTEST ||
      g_ptr_array_find_with_equal_func (self->forms, form, g_str_equal, NULL))
    bhd_secret_free (form);
  else
    g_ptr_array_add (self->forms, form);
}

/* As a JSON string writes it, without its quotes; some write / as \/. */
static char *
escape_json (const char *text, gboolean slashes)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  char *quoted;
  GString *form;

  bh_json_string (&json, NULL, text);
  quoted = bh_json_writer_steal (&json);
  form = g_string_new_len (quoted + 1, (gssize) strlen (quoted) - 2);
  if (slashes)
    g_string_replace (form, "/", "\\/", 0);
  bhd_secret_free (quoted);
  return g_string_free (form, FALSE);
}

static void
add_forms (BhdToolSecrets *self, const char *secret)
{
  if (strlen (secret) < SHORTEST)
    return;
  add_form (self, g_strdup (secret));
  add_form (self, escape_json (secret, FALSE));
  add_form (self, escape_json (secret, TRUE));
  add_form (self, g_uri_escape_string (secret, NULL, FALSE));
  add_form (self, g_base64_encode ((const guchar *) secret, strlen (secret)));
}

/* “Basic dXNlcjpwYXNz” hides a name and a password. */
static void
add_basic (BhdToolSecrets *self, const char *encoded)
{
  gsize length = 0;
  guchar *decoded = g_base64_decode (encoded, &length);
  char *pair = g_strndup ((const char *) decoded, length);
  char *colon = strchr (pair, ':');

  if (colon != NULL && g_utf8_validate (pair, -1, NULL))
    {
      add_forms (self, pair);
      add_forms (self, colon + 1);
    }
  memset (decoded, 0, length);
  g_free (decoded);
  bhd_secret_free (pair);
}

void
bhd_tool_secrets_add (BhdToolSecrets *self, const char *value)
{
  const char *blank = strchr (value, ' ');

  add_forms (self, value);
  if (blank == NULL)
    return;
  add_forms (self, blank + 1);
  if (g_ascii_strncasecmp (value, "Basic ", 6) == 0)
    add_basic (self, blank + 1);
}

void
bhd_tool_secrets_add_query (BhdToolSecrets *self, const char *url)
{
  const char *at = strchr (url, '?');

  while (at != NULL && (at = strchr (at, '=')) != NULL)
    {
      gsize length = strcspn (++at, "&#");
      char *value = g_uri_unescape_segment (at, at + length, NULL);

      if (value != NULL && strlen (value) >= SHORTEST_IN_QUERY)
        add_forms (self, value);
      bhd_secret_free (value);
    }
}

/* The longest first: a piece of a secret must not break up the whole. */
static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize one = strlen (*(const char *const *) a), other = strlen (*(const char *const *) b);

  return one > other ? -1 : one < other;
}

char *
bhd_tool_secrets_hide (const BhdToolSecrets *self, const char *text)
{
  GString *shown = g_string_new (text);

  g_ptr_array_sort (self->forms, compare_lengths);
  for (guint i = 0; i < self->forms->len; i++)
    g_string_replace (shown, self->forms->pdata[i], HIDDEN, 0);
  return g_string_free (shown, FALSE);
}
