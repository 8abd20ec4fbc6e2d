/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-indexer-private.h"

#include "server/desk/bhd-organizations.h"
#include "server/desk/knowledge/bhd-intake.h"
#include "server/desk/knowledge/bhd-phrasings.h"

#define EVERYTHING (G_MAXUINT - 1)
#define SHELF 64 /* documents read at a time: a big one has some hundred passages */

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

/* Documents that follow each other, and what is in them. */
typedef struct
{
  const char *organization_id;
  char *after_id;
  GPtrArray *documents; /* of BhDocument: id and category */
  GPtrArray *passages;  /* of BhdPassage (nullable) */
} Shelf;

static void
shelf_clear (Shelf *self)
{
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
}

static gpointer
read_shelf_job (BhdTurn *turn, gpointer data, GError **error)
{
  Shelf *self = data;

  self->documents = bhd_documents_shelf (turn, self->organization_id, self->after_id, SHELF,
                                         &self->passages, error);
  return NULL;
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

/* @self goes on to the documents behind.  Returns: whether there were any. */
static gboolean
put_shelf (BhdIndex *index, Shelf *self)
{
  guint n = self->documents->len;

  if (n == 0)
    return FALSE;
  if (self->passages != NULL)
    put_passages (index, self->organization_id, self->passages);
  put_categories (index, self->organization_id, self->documents);
  g_free (self->after_id);
  self->after_id = g_strdup (((BhDocument *) g_ptr_array_index (self->documents, n - 1))->id);
  return TRUE;
}

static gboolean
load_documents (BhdStore *store, BhdIndex *index, const char *organization_id, GError **error)
{
  Shelf shelf = { organization_id, g_strdup (""), NULL, NULL };
  GError *failure = NULL;
  gboolean more = TRUE;

  while (more)
    {
      bhd_store_call (store, BHD_JOB_READ, read_shelf_job, &shelf, &failure);
      more = failure == NULL && put_shelf (index, &shelf);
      shelf_clear (&shelf);
    }
  g_free (shelf.after_id);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
load_organization (BhdStore *store,
                   BhdIndex *index,
                   BhdPhraseBook *book,
                   const char *organization_id,
                   GError **error)
{
  g_autoptr (GPtrArray) phrasings = NULL;

  if (!load_documents (store, index, organization_id, error))
    return FALSE;
  phrasings = list (store, list_phrasings_job, (gpointer) organization_id, error);
  if (phrasings == NULL)
    return FALSE;
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
