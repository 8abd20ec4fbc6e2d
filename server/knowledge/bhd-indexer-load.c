/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-indexer-private.h"

#include "server/desk/bhd-organizations.h"
#include "server/desk/knowledge/bhd-intake.h"
#include "server/desk/knowledge/bhd-phrasings.h"

#define EVERYTHING (G_MAXUINT - 1)

static gpointer
recover_job (BhdTurn *turn, gpointer data, GError **error)
{
  bhd_intake_recover (turn, error);
  return NULL;
}

static gpointer
list_organizations_job (BhdTurn *turn, gpointer data, GError **error)
{
  return bhd_organizations_list (turn, error);
}

static gpointer
list_passages_job (BhdTurn *turn, gpointer organization_id, GError **error)
{
  return bhd_documents_passages (turn, organization_id, NULL, error);
}

static gpointer
list_documents_job (BhdTurn *turn, gpointer organization_id, GError **error)
{
  const BhdDocumentFilter all = { .limit = EVERYTHING };
  gboolean more;
  gint64 total;

  return bhd_documents_list (turn, organization_id, &all, &total, &more, error);
}

static gpointer
list_phrasings_job (BhdTurn *turn, gpointer organization_id, GError **error)
{
  const BhdPhrasingFilter approved = { .status = "approved", .limit = EVERYTHING };
  gboolean more;

  return bhd_phrasings_list (turn, organization_id, &approved, &more, error);
}

/* Returns: (transfer full): what @job lists. */
static GPtrArray *
list (BhdStore *store, BhdJobFunc job, gpointer data, GError **error)
{
  return bhd_store_call_full (store, BHD_JOB_READ, job, data, (GDestroyNotify) g_ptr_array_unref,
                              error);
}

/* @passages come document by document. */
static void
put_passages (BhdIndex *index, const char *organization_id, GPtrArray *passages)
{
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  for (guint i = 0; i < passages->len; i++)
    {
      const BhdPassage *passage = g_ptr_array_index (passages, i);
      const BhdPassage *next = i + 1 < passages->len ? g_ptr_array_index (passages, i + 1) : NULL;

      g_ptr_array_add (group, (gpointer) passage);
      if (next != NULL && g_str_equal (next->document_id, passage->document_id))
        continue;
      bhd_index_put (index, organization_id, passage->document_id, group);
      g_ptr_array_set_size (group, 0);
    }
}

static void
put_categories (BhdIndex *index, const char *organization_id, GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    {
      const BhDocument *document = g_ptr_array_index (documents, i);

      if (*document->category != '\0')
        bhd_index_put_category (index, organization_id, document->id, document->category);
    }
}

static void
put_phrasings (BhdPhraseBook *book, const char *organization_id, GPtrArray *phrasings)
{
  g_autoptr (GHashTable) documents = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer document_id;

  for (guint i = 0; i < phrasings->len; i++)
    {
      const BhPhrasing *phrasing = g_ptr_array_index (phrasings, i);

      bhd_phrase_book_add (book, organization_id, phrasing->id, phrasing->document_id,
                           phrasing->question);
      g_hash_table_add (documents, phrasing->document_id);
    }
  g_hash_table_iter_init (&iter, documents);
  while (g_hash_table_iter_next (&iter, &document_id, NULL))
    bhd_phrase_book_apply (book, organization_id, document_id);
}

static gboolean
load_organization (BhdStore *store,
                   BhdIndex *index,
                   BhdPhraseBook *book,
                   const char *organization_id,
                   GError **error)
{
  g_autoptr (GPtrArray) passages =
      list (store, list_passages_job, (gpointer) organization_id, error);
  g_autoptr (GPtrArray) documents =
      passages != NULL ? list (store, list_documents_job, (gpointer) organization_id, error) : NULL;
  g_autoptr (GPtrArray) phrasings =
      documents != NULL ? list (store, list_phrasings_job, (gpointer) organization_id, error)
                        : NULL;

  if (phrasings == NULL)
    return FALSE;
  put_passages (index, organization_id, passages);
  put_categories (index, organization_id, documents);
  put_phrasings (book, organization_id, phrasings);
  return TRUE;
}

gboolean
bhd_indexer_load (BhdStore *store, BhdIndex *index, BhdPhraseBook *book, GError **error)
{
  g_autoptr (GPtrArray) organizations = NULL;
  GError *failure = NULL;

  bhd_store_call (store, BHD_JOB_WRITE, recover_job, NULL, &failure);
  if (failure == NULL)
    organizations = list (store, list_organizations_job, NULL, &failure);
  for (guint i = 0; failure == NULL && i < organizations->len; i++)
    {
      const BhOrganization *organization = g_ptr_array_index (organizations, i);

      load_organization (store, index, book, organization->id, &failure);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
