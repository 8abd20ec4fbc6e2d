/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-zone.h"
#include "common/find/bh-find-match.h"
#include "server/desk/contacts/bhd-contact-view.h"
#include "server/desk/contacts/bhd-contacts.h"
#include "server/desk/find/bhd-find.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/find/bhd-find-articles.h"

#define EXCERPT 200 /* characters */
#define CONTACTS 5

static void
write_marks (BhJsonWriter *json, const GArray *marks)
{
  bh_json_begin_array (json, "marks");
  for (guint i = 0; i < marks->len; i++)
    {
      const BhFindMark *mark = &g_array_index (marks, BhFindMark, i);

      bh_json_begin_array (json, NULL);
      bh_json_int (json, NULL, mark->start);
      bh_json_int (json, NULL, mark->length);
      bh_json_end_array (json);
    }
  bh_json_end_array (json);
}

static void
write_hit (BhJsonWriter *json, const BhFindQuery *query, const BhdFindHit *hit)
{
  const BhMessage *message = hit->message;
  g_autoptr (GArray) marks = NULL;
  g_autofree char *excerpt = bh_find_excerpt (query, message->body, EXCERPT, &marks);

  bh_json_begin_object (json, NULL);
  bh_conversation_write_json (hit->conversation, json, "conversation");
  bh_json_string (json, "message_id", message->id);
  bh_json_int (json, "seq", message->seq);
  bh_json_string (json, "author", bh_author_to_string (message->author));
  bh_json_string (json, "author_name", message->author_name);
  bh_json_string (json, "kind", bh_message_kind_to_string (message->kind));
  bh_json_string (json, "excerpt", excerpt);
  write_marks (json, marks);
  bh_json_int (json, "created_us", message->created_us);
  bh_json_end_object (json);
}

static void
write_next (BhJsonWriter *json, gint64 below_seq)
{
  g_autofree char *next = below_seq > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, below_seq) : NULL;

  bh_json_string (json, "next", next);
}

static void
write_contact (BhJsonWriter *json, const BhdRequest *request, const BhdContactEntry *entry)
{
  const BhdContactDraft contact =
      bhd_contact_draft_of (entry->row, bhd_request_caller (request)->organization_id);

  bh_json_begin_object (json, NULL);
  bhd_contact_write_json (&contact, NULL, json, "contact");
  bh_json_int (json, "conversations", entry->conversations);
  bh_json_int (json, "last_us", entry->row->last_us);
  bh_json_end_object (json);
}

/* Whom all the words are about. */
static gboolean
write_contacts (BhdTurn *turn,
                const BhdRequest *request,
                const BhFindQuery *query,
                BhdReply *reply,
                GError **error)
{
  g_autofree char *words = bh_find_query_words (query);
  const BhdContactSearch search = { .query = words, .limit = CONTACTS };
  g_autoptr (GPtrArray) entries = NULL;

  if (*words != '\0')
    entries =
        bhd_contacts_list (turn, bhd_request_caller (request)->organization_id, &search, error);
  if (*words != '\0' && entries == NULL)
    return FALSE;
  bh_json_begin_array (&reply->json, "contacts");
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    write_contact (&reply->json, request, entries->pdata[i]);
  bh_json_end_array (&reply->json);
  return TRUE;
}

static void
write_hits (BhdReply *reply, const BhFindQuery *query, const BhdFindPage *page)
{
  bh_json_begin_array (&reply->json, "hits");
  for (guint i = 0; i < page->hits->len; i++)
    write_hit (&reply->json, query, page->hits->pdata[i]);
  bh_json_end_array (&reply->json);
}

/* Contacts and articles come with the first page alone. */
static gboolean
write_others (BhdTurn *turn,
              const BhdRequest *request,
              const BhFindQuery *query,
              BhdReply *reply,
              GError **error)
{
  if (bhd_request_has (request, "after"))
    {
      bh_json_raw (&reply->json, "contacts", "[]");
      bh_json_raw (&reply->json, "articles", "[]");
      return TRUE;
    }
  if (!write_contacts (turn, request, query, reply, error))
    return FALSE;
  bhd_find_write_articles (request, query, reply);
  return TRUE;
}

static GTimeZone *
find_zone (const BhdRequest *request, GError **error)
{
  const char *name = bhd_request_text (request, "time_zone");
  GTimeZone *zone = bh_zone_find (name != NULL ? name : "UTC");

  if (zone != NULL)
    return zone;
  bh_error_refuse (error, BH_ERROR_INVALID, "time_zone", "there is no time zone “%s”", name);
  return NULL;
}

static BhFindQuery *
read_query (const BhdRequest *request, GError **error)
{
  g_autoptr (GTimeZone) zone = find_zone (request, error);
  g_autoptr (GError) inner = NULL;
  BhFindQuery *query = NULL;

  if (zone == NULL)
    return NULL;
  query = bh_find_query_parse (bhd_request_text (request, "q"), zone, &inner);
  if (query != NULL)
    return query;
  bh_error_set_detail (inner, "field", "\"q\"");
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

static gboolean
get_find (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhFindQuery) query = read_query (request, error);
  g_autoptr (BhdFindPage) page = NULL;

  if (query != NULL)
    page = bhd_find_messages (turn, bhd_request_caller (request), query,
                              bhd_request_int (request, "after", 0),
                              (guint) bhd_request_int (request, "limit", BHD_FIND_PAGE), error);
  if (page == NULL)
    return FALSE;
  bh_json_begin_object (&reply->json, NULL);
  write_hits (reply, query, page);
  if (!write_others (turn, request, query, reply, error))
    return FALSE;
  write_next (&reply->json, page->below_seq);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static const BhdField find_fields[] = {
  { "q", BHD_FIELD_TEXT, BHD_IN_QUERY, TRUE, 1, BH_FIND_MAX },
  { "after", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, G_GINT64_CONSTANT (1) << 39 },
  { "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, BHD_FIND_PAGE },
  { "time_zone", BHD_FIELD_NAME, BHD_IN_QUERY, FALSE, 1, 64 },
  { NULL },
};

const BhdRoute bhd_find_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/find",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = find_fields,
    .read = get_find,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("hits", found_message),
                                BHD_MANY ("contacts", contact_entry),
                                BHD_MANY ("articles", found_article),
                                BHD_NEXT)),
    .summary = "Everything that was ever said" },
  { NULL },
};
