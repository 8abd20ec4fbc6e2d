/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/knowledge/bhc-library-private.h"

#include "common/bh-id.h"

/* A new record has its id from the beginning: said twice, it is one. */
static void
set_new_id (BhcAsk *ask)
{
  g_autofree char *id = bh_id_new ();

  bhc_ask_set_string (ask, "id", id);
}

static void
set_draft (BhcAsk *ask, const BhcDraft *draft)
{
  bhc_ask_set_string (ask, "title", draft->title);
  bhc_ask_set_string (ask, "category", draft->category);
  bhc_ask_set_string (ask, "body", draft->body);
}

void
bhc_library_write_async (BhcLibrary *self,
                         const char *id,
                         const BhcDraft *draft,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  BhcAsk *ask =
      id != NULL ? bhc_ask_new ("PATCH", "documents/%s", id) : bhc_ask_new ("POST", "documents");

  set_draft (ask, draft);
  if (id == NULL)
    bhc_ask_set_string (ask, "format", "markdown");
  bhc_library_ask_async (self, ask, NULL, callback, data);
}

void
bhc_library_import_async (BhcLibrary *self,
                          const char *url,
                          const char *category,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  BhcAsk *ask = bhc_ask_new ("POST", "documents/import");

  set_new_id (ask);
  bhc_ask_set_string (ask, "url", url);
  bhc_ask_set_string (ask, "category", category);
  bhc_library_ask_async (self, ask, NULL, callback, data);
}

void
bhc_library_delete_article_async (BhcLibrary *self,
                                  const char *id,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  bhc_library_ask_async (self, bhc_ask_new ("DELETE", "documents/%s", id), NULL, callback, data);
}

void
bhc_library_fetch_article_async (BhcLibrary *self,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  bhc_library_ask_async (self, bhc_ask_new ("GET", "documents/%s", id), cancellable, callback,
                         data);
}

void
bhc_library_fetch_passages_async (BhcLibrary *self,
                                  const char *id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  bhc_library_ask_async (self, bhc_ask_new ("GET", "documents/%s/passages", id), cancellable,
                         callback, data);
}

void
bhc_library_answer_gap_async (BhcLibrary *self,
                              const char *id,
                              const BhcDraft *draft,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  BhcAsk *ask = bhc_ask_new ("POST", "gaps/%s/article", id);

  set_draft (ask, draft);
  bhc_library_ask_async (self, ask, NULL, callback, data);
}

void
bhc_library_link_gap_async (BhcLibrary *self,
                            const char *id,
                            const char *document,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  BhcAsk *ask = bhc_ask_new ("POST", "gaps/%s/link", id);

  bhc_ask_set_string (ask, "document_id", document);
  bhc_library_ask_async (self, ask, NULL, callback, data);
}

void
bhc_library_turn_gap_async (BhcLibrary *self,
                            const char *id,
                            gboolean open,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  bhc_library_ask_async (self, bhc_ask_new ("POST", "gaps/%s/%s", id, open ? "reopen" : "dismiss"),
                         NULL, callback, data);
}

void
bhc_library_propose_async (BhcLibrary *self,
                           const char *document,
                           const char *question,
                           const char *conversation,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  BhcAsk *ask = bhc_ask_new ("POST", "phrasings");
  g_autofree char *short_question =
      g_utf8_substring (question, 0, MIN (g_utf8_strlen (question, -1), BH_PHRASING_MAX));

  set_new_id (ask);
  bhc_ask_set_string (ask, "document_id", document);
  bhc_ask_set_string (ask, "question", short_question);
  bhc_ask_set_string (ask, "conversation_id", conversation);
  bhc_library_ask_async (self, ask, NULL, callback, data);
}

void
bhc_library_judge_async (BhcLibrary *self,
                         const char *id,
                         gboolean approve,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  bhc_library_ask_async (
      self, bhc_ask_new ("POST", "phrasings/%s/%s", id, approve ? "approve" : "reject"), NULL,
      callback, data);
}

void
bhc_library_drop_phrasing_async (BhcLibrary *self,
                                 const char *id,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  bhc_library_ask_async (self, bhc_ask_new ("DELETE", "phrasings/%s", id), NULL, callback, data);
}
