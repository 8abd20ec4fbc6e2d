/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-phrase-book.h"

#include "common/bh-json-reader.h"
#include "common/knowledge/bh-phrasing.h"

#include <string.h>

#define EVENT_MAX (64 * 1024)

/* Of one organisation. */
typedef struct
{
  GHashTable *documents; /* of phrasing id → document id */
  GHashTable *questions; /* of document id → (phrasing id → question) */
} Shelf;

struct _BhdPhraseBook
{
  BhdIndex *index;
  GMutex mutex;
  GHashTable *shelves; /* of organisation → Shelf */
};

static void
shelf_free (gpointer data)
{
  Shelf *self = data;

  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->questions);
  g_free (self);
}

static Shelf *
find_shelf (BhdPhraseBook *self, const char *organization_id)
{
  Shelf *shelf = g_hash_table_lookup (self->shelves, organization_id);

  if (shelf != NULL)
    return shelf;
  shelf = g_new0 (Shelf, 1);
  shelf->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  shelf->questions =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_hash_table_insert (self->shelves, g_strdup (organization_id), shelf);
  return shelf;
}

BhdPhraseBook *
bhd_phrase_book_new (BhdIndex *index)
{
  BhdPhraseBook *self = g_new0 (BhdPhraseBook, 1);

  self->index = index;
  g_mutex_init (&self->mutex);
  self->shelves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, shelf_free);
  return self;
}

void
bhd_phrase_book_free (BhdPhraseBook *self)
{
  g_hash_table_unref (self->shelves);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
add (Shelf *shelf, const char *phrasing_id, const char *document_id, const char *question)
{
  GHashTable *questions = g_hash_table_lookup (shelf->questions, document_id);

  if (questions == NULL)
    {
      questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (shelf->questions, g_strdup (document_id), questions);
    }
  g_hash_table_insert (questions, g_strdup (phrasing_id), g_strdup (question));
  g_hash_table_insert (shelf->documents, g_strdup (phrasing_id), g_strdup (document_id));
}

/* Returns: (transfer full) (nullable): the document it was of. */
static char *
take_away (Shelf *shelf, const char *phrasing_id)
{
  g_autofree char *key = NULL;
  char *document_id = NULL;
  GHashTable *questions;

  if (!g_hash_table_steal_extended (shelf->documents, phrasing_id, (gpointer *) &key,
                                    (gpointer *) &document_id))
    return NULL;
  questions = g_hash_table_lookup (shelf->questions, document_id);
  if (questions != NULL)
    g_hash_table_remove (questions, phrasing_id);
  return document_id;
}

static void
apply (BhdPhraseBook *self, Shelf *shelf, const char *organization_id, const char *document_id)
{
  GHashTable *questions = g_hash_table_lookup (shelf->questions, document_id);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer question;

  if (questions == NULL)
    return;
  g_hash_table_iter_init (&iter, questions);
  while (g_hash_table_iter_next (&iter, NULL, &question))
    g_ptr_array_add (list, question);
  g_ptr_array_add (list, NULL);
  bhd_index_put_phrasings (self->index, organization_id, document_id,
                           (const char *const *) list->pdata);
}

void
bhd_phrase_book_add (BhdPhraseBook *self,
                     const char *organization_id,
                     const char *phrasing_id,
                     const char *document_id,
                     const char *question)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  add (find_shelf (self, organization_id), phrasing_id, document_id, question);
}

void
bhd_phrase_book_apply (BhdPhraseBook *self, const char *organization_id, const char *document_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  apply (self, find_shelf (self, organization_id), organization_id, document_id);
}

static void
note_updated (BhdPhraseBook *self, Shelf *shelf, const char *organization_id, JsonObject *object)
{
  g_autoptr (BhPhrasing) phrasing = bh_phrasing_from_json (object, NULL);
  g_autofree char *before = NULL;

  if (phrasing == NULL || phrasing->document_id == NULL)
    return;
  if (strcmp (phrasing->status, "approved") == 0)
    add (shelf, phrasing->id, phrasing->document_id, phrasing->question);
  else
    before = take_away (shelf, phrasing->id);
  if (before != NULL || strcmp (phrasing->status, "approved") == 0)
    apply (self, shelf, organization_id, phrasing->document_id);
}

static void
note_deleted (BhdPhraseBook *self, Shelf *shelf, const char *organization_id, JsonObject *object)
{
  const char *id = bh_json_get_string (object, "id", "");
  g_autofree char *document_id = take_away (shelf, id);

  if (document_id != NULL)
    apply (self, shelf, organization_id, document_id);
}

static gboolean
is_of (gpointer phrasing_id, gpointer document_id, gpointer gone)
{
  return strcmp (document_id, gone) == 0;
}

static void
note_document_deleted (BhdPhraseBook *self,
                       Shelf *shelf,
                       const char *organization_id,
                       JsonObject *object)
{
  const char *id = bh_json_get_string (object, "id", "");

  if (g_hash_table_remove (shelf->questions, id))
    g_hash_table_foreach_remove (shelf->documents, is_of, (gpointer) id);
}

static const struct
{
  const char *type;
  const char *member;
  void (*note) (BhdPhraseBook *self, Shelf *shelf, const char *organization_id, JsonObject *object);
} notes[] = {
  { "phrasing.updated", "phrasing", note_updated },
  { "phrasing.deleted", "phrasing", note_deleted },
  { "document.deleted", "document", note_document_deleted },
};

void
bhd_phrase_book_note (BhdPhraseBook *self, const BhdEvent *event)
{
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autoptr (GMutexLocker) locker = NULL;
      g_autoptr (JsonNode) node = NULL;
      JsonObject *object = NULL;

      if (strcmp (event->type, notes[i].type) != 0)
        continue;
      node = bh_json_parse_object (event->body, strlen (event->body), EVENT_MAX, NULL);
      if (node != NULL)
        object = bh_json_get_object (json_node_get_object (node), notes[i].member);
      locker = g_mutex_locker_new (&self->mutex);
      if (object != NULL)
        notes[i].note (self, find_shelf (self, event->organization_id), event->organization_id,
                       object);
    }
}
