/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/people/bhd-audit.h"
#include "server/http/routes/bhd-routes.h"

#include <string.h>

#define PAGE 50

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_word (GPtrArray *words, const char *word)
{
  if (!g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, (gpointer) word);
}

/* All that can be chosen, by the alphabet.  Made once: the routes do not change. */
static gpointer
collect_words (gpointer unused)
{
  GPtrArray *words = g_ptr_array_new ();

  for (const BhdRoute *const *route = bhd_routes_all (); *route != NULL; route++)
    if ((*route)->audit != NULL)
      add_word (words, (*route)->audit);
  for (const char *const *word = bhd_audit_own_words (); *word != NULL; word++)
    add_word (words, *word);
  g_ptr_array_sort (words, compare_words);
  return words;
}

static void
write_words (BhJsonWriter *json)
{
  static GOnce once = G_ONCE_INIT;
  const GPtrArray *words = g_once (&once, collect_words, NULL);

  bh_json_begin_array (json, "actions");
  for (guint i = 0; i < words->len; i++)
    bh_json_string (json, NULL, g_ptr_array_index (words, i));
  bh_json_end_array (json);
}

static void
write_operator (BhJsonWriter *json, const BhdAuditRow *row)
{
  if (row->operator_id == NULL)
    {
      bh_json_null (json, "operator");
      return;
    }
  bh_json_begin_object (json, "operator");
  bh_json_string (json, "id", row->operator_id);
  bh_json_string (json, "name", row->operator_name);
  bh_json_end_object (json);
}

static void
write_entry (BhJsonWriter *json, const BhdAuditRow *row)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "id", row->id);
  bh_json_int (json, "at_us", row->at_us);
  write_operator (json, row);
  bh_json_string (json, "action", row->action);
  bh_json_string (json, "subject_id", row->subject_id);
  bh_json_raw (json, "detail", row->detail);
  bh_json_end_object (json);
}

static gboolean
get_audit (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdAuditFilter filter = {
    .before = bhd_request_text (request, "before"),
    .operator_id = bhd_request_text (request, "operator_id"),
    .action = bhd_request_text (request, "action"),
    .limit = (guint) bhd_request_int (request, "limit", PAGE),
  };
  gboolean more = FALSE;
  g_autoptr (GPtrArray) rows =
      bhd_audit_list (turn, bhd_request_caller (request)->organization_id, &filter, &more, error);
  const BhdAuditRow *last = NULL;

  if (rows == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "entries");
  for (guint i = 0; i < rows->len; i++)
    write_entry (&reply->json, last = g_ptr_array_index (rows, i));
  bh_json_end_array (&reply->json);
  bh_json_string (&reply->json, "next", more ? last->id : NULL);
  write_words (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static const BhdField list_fields[] = {
  { "before", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },
  { "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, 200 },
  { "operator_id", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },
  { "action", BHD_FIELD_NAME, BHD_IN_QUERY, FALSE, 1, 64 },
  { NULL },
};

const BhdRoute bhd_audit_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/audit",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_READ,
    .fields = list_fields,
    .read = get_audit,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("entries", audit_entry),
                                BHD_NEXT,
                                { "actions", BHD_IS_TEXT, BHD_LIST, "What can be chosen" })),
    .summary = "Who changed what, newest first" },
  { NULL },
};
