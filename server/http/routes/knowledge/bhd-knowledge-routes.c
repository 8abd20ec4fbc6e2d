/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-formats.h"
#include "server/desk/ai/bhd-providers.h"
#include "server/desk/knowledge/bhd-documents.h"
#include "server/desk/knowledge/bhd-overview.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/knowledge/bhd-answers.h"

#define HITS 5

static void
write_words (BhJsonWriter *json, const char *name, const char *const *words)
{
  bh_json_begin_array (json, name);
  for (; *words != NULL; words++)
    bh_json_string (json, NULL, *words);
  bh_json_end_array (json);
}

static void
write_formats (BhJsonWriter *json, gboolean pictures)
{
  bh_json_begin_array (json, "formats");
  for (const BhFormat *format = bh_formats; format->name != NULL; format++)
    {
      if (format->picture && !pictures)
        continue;
      bh_json_begin_object (json, NULL);
      bh_json_string (json, "name", format->name);
      bh_json_string (json, "label", format->label);
      write_words (json, "extensions", format->extensions);
      write_words (json, "media_types", format->media_types);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

static void
write_overview (BhJsonWriter *json, const BhdOverview *overview)
{
  bh_json_begin_object (json, "documents");
  bh_json_int (json, "ready", overview->documents.ready);
  bh_json_int (json, "waiting", overview->documents.waiting);
  bh_json_int (json, "error", overview->documents.error);
  bh_json_end_object (json);
  bh_json_int (json, "passages", overview->documents.passages);
  bh_json_begin_object (json, "phrasings");
  bh_json_int (json, "proposed", overview->proposed);
  bh_json_end_object (json);
  bh_json_int (json, "gaps", overview->gaps);
}

static gboolean
get_knowledge (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdLibrary *library = bhd_request_library (request);
  BhdOverview overview = { 0 };
  GError *inner = NULL;
  gboolean pictures = bhd_providers_can_see (turn, bhd_answers_organization (request), &inner);

  if (inner != NULL)
    g_propagate_error (error, inner);
  if (inner != NULL ||
      !bhd_overview_read (turn, bhd_answers_organization (request), &overview, error))
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  write_formats (&reply->json, pictures);
  bh_json_int (&reply->json, "max_size", library->max_size);
  bh_json_int (&reply->json, "chunk", BHD_LIBRARY_CHUNK);
  write_overview (&reply->json, &overview);
  if (library->progress != NULL)
    library->progress (bhd_answers_organization (request), &reply->json, library->progress_data);
  else
    bh_json_null (&reply->json, "embedding");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static void
write_nothing_found (BhJsonWriter *json)
{
  bh_json_begin_array (json, "passages");
  bh_json_end_array (json);
  bh_json_string (json, "band", "person");
}

static gboolean
get_search (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdLibrary *library = bhd_request_library (request);

  bh_json_begin_object (&reply->json, NULL);
  if (library->search != NULL)
    library->search (bhd_answers_organization (request), bhd_request_text (request, "q"),
                     bhd_request_text (request, "category"),
                     (guint) bhd_request_int (request, "limit", HITS), &reply->json,
                     library->search_data);
  else
    write_nothing_found (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static const BhdField search_fields[] = {
  { "q", BHD_FIELD_TEXT, BHD_IN_QUERY, TRUE, 1, 1000 },
  { "category", BHD_FIELD_NAME, BHD_IN_QUERY, FALSE, 1, 80 },
  { "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, 50 },
  { NULL },
};

const BhdRoute bhd_knowledge_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/knowledge",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_knowledge,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("formats", format),
                                { "max_size", BHD_IS_INT },
                                { "chunk", BHD_IS_INT },
                                BHD_ONE ("documents", document_counts),
                                { "passages", BHD_IS_INT },
                                BHD_ONE ("phrasings", phrasing_counts),
                                { "gaps", BHD_IS_INT },
                                BHD_ONE_OR_NULL ("embedding", embedding))),
    .summary = "What the knowledge base holds and takes" },
  { .method = "GET",
    .path = "/v1/desk/search",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = search_fields,
    .work = get_search,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("passages", hit),
                                { "band", BHD_IS_WORD, .words = "answer|choices|person" })),
    .summary = "What a visitor's question finds" },
  { NULL },
};
