/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/assistant/fake-ask.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "console/client/bhc-values.h"

#include <string.h>

typedef struct
{
  GHashTable *answers; /* call → JSON */
  GHashTable *errors;  /* call → GError */
  GString *calls;
  char *last;   /* (nullable) */
  GBytes *sent; /* (nullable) */
} Book;

static void
book_free (gpointer data)
{
  Book *book = data;

  g_hash_table_unref (book->answers);
  g_hash_table_unref (book->errors);
  g_string_free (book->calls, TRUE);
  g_clear_pointer (&book->sent, g_bytes_unref);
  g_free (book->last);
  g_free (book);
}

static Book *
book_of (BhcDesk *desk)
{
  Book *book = g_object_get_data (G_OBJECT (desk), "fake-ask");

  if (book == NULL)
    {
      book = g_new0 (Book, 1);
      book->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      book->errors =
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_error_free);
      book->calls = g_string_new (NULL);
      g_object_set_data_full (G_OBJECT (desk), "fake-ask", book, book_free);
    }
  return book;
}

void
fake_ask_answer (BhcDesk *desk, const char *call, const char *json)
{
  g_hash_table_replace (book_of (desk)->answers, g_strdup (call), g_strdup (json));
}

void
fake_ask_fail (BhcDesk *desk, const char *call, BhErrorCode code, const char *sentence)
{
  g_hash_table_replace (book_of (desk)->errors, g_strdup (call),
                        g_error_new_literal (BH_ERROR, (int) code, sentence));
}

void
fake_ask_refuse (BhcDesk *desk, const char *call, const char *sentence, const char *field)
{
  GError *error = g_error_new_literal (BH_ERROR, BH_ERROR_INVALID, sentence);

  if (field != NULL)
    {
      g_autofree char *detail = g_strdup_printf ("\"%s\"", field);

      bh_error_set_detail (error, "field", detail);
    }
  g_hash_table_replace (book_of (desk)->errors, g_strdup (call), error);
}

const char *
fake_ask_get_calls (BhcDesk *desk)
{
  return book_of (desk)->calls->str;
}

const char *
fake_ask_get_last (BhcDesk *desk)
{
  return book_of (desk)->last;
}

static void
note_call (Book *book, const char *call, GVariant *values, const char *const *raw)
{
  g_autofree char *json = values != NULL ? bhc_values_to_json (values, raw, NULL) : NULL;

  /* Who looks at a conversation says so by itself, whatever a test is about. */
  if (!g_str_has_prefix (call, "GET ") && !g_str_has_suffix (call, "/viewing"))
    g_string_append_printf (book->calls, "%s%s%s\n", call, json != NULL ? " " : "",
                            json != NULL ? json : "");
}

/* What was put in for @call, or for its path whatever is behind the question mark. */
static const char *
find_answer (Book *book, const char *call)
{
  const char *json = g_hash_table_lookup (book->answers, call);
  g_autofree char *path = g_strndup (call, strcspn (call, "?"));

  return json != NULL ? json : g_hash_table_lookup (book->answers, path);
}

static gboolean
steal_refusal (Book *book, const char *call, GError **error)
{
  g_autofree char *path = g_strndup (call, strcspn (call, "?"));
  const char *const names[] = { call, path };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *key = NULL;

      if (g_hash_table_steal_extended (book->errors, names[i], (gpointer *) &key,
                                       (gpointer *) error))
        return TRUE;
    }
  return FALSE;
}

/* @task: (transfer full) */
static void
answer (Book *book, GTask *task, const char *call, const char *const *raw)
{
  g_autoptr (GTask) held = task;
  GError *error = NULL;
  const char *json = find_answer (book, call);
  g_autoptr (JsonNode) root = NULL;

  if (steal_refusal (book, call, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  json = json != NULL ? json : "{}";
  root = bh_json_parse_object (json, strlen (json), strlen (json), NULL);
  g_assert_nonnull (root);
  g_task_return_pointer (task, bhc_values_from_json (json_node_get_object (root), raw),
                         (GDestroyNotify) g_variant_unref);
}

void
bhc_desk_ask_async (BhcDesk *self,
                    const char *method,
                    const char *path,
                    GVariant *values,
                    const char *const *raw,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GVariant) held = values != NULL ? g_variant_ref_sink (values) : NULL;
  g_autofree char *call = g_strdup_printf ("%s %s", method, path);

  note_call (book_of (self), call, held, raw);
  g_free (book_of (self)->last);
  book_of (self)->last = g_strdup (call);
  answer (book_of (self), g_task_new (self, NULL, callback, data), call, raw);
}

void
bhc_desk_send_async (BhcDesk *self,
                     const char *method,
                     const char *path,
                     const char *type,
                     GBytes *bytes,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autofree char *call = g_strdup_printf ("%s %s", method, path);
  Book *book = book_of (self);

  g_string_append_printf (book->calls, "%s %s\n", call, type);
  g_clear_pointer (&book->sent, g_bytes_unref);
  book->sent = g_bytes_ref (bytes);
  answer (book, g_task_new (self, NULL, callback, data), call, NULL);
}

GBytes *
fake_ask_get_sent (BhcDesk *desk)
{
  return book_of (desk)->sent;
}

GVariant *
bhc_desk_ask_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
