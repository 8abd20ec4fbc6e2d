/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/knowledge/bhc-catalog.h"

#include "console/client/bhc-frame.h"
#include "console/model/knowledge/bhc-library-private.h"

#include <string.h>

#define PAGE "100"

struct _BhcCatalog
{
  GObject parent_instance;

  BhcLibrary *library;
  BhcKind kind;
  char *query;
  char *status;
  char *category;
  char *document;

  GPtrArray *entries;  /* BhcEntry */
  GHashTable *by_id;   /* id → BhcEntry, not owned */
  GHashTable *deleted; /* ids that must not come back with a page under way */
  GPtrArray *heard;    /* records, in order: news that a page under way may not know yet */
  char *next;          /* (nullable) */
  gboolean loaded;
  gboolean anew;             /* the page under way replaces what is there */
  GCancellable *cancellable; /* (nullable) while a page is under way */
  char *error;               /* (nullable) */
};

typedef enum
{
  PROP_LOADING = 1,
  PROP_ERROR,
  PROP_HAS_MORE,
  PROP_LOADED,
} BhcCatalogProperty;

static GParamSpec *props[PROP_LOADED + 1];

static guint
catalog_n_items (GListModel *model)
{
  return BHC_CATALOG (model)->entries->len;
}

static gpointer
catalog_get_item (GListModel *model, guint position)
{
  GPtrArray *entries = BHC_CATALOG (model)->entries;

  return position < entries->len ? g_object_ref (g_ptr_array_index (entries, position)) : NULL;
}

static GType
catalog_item_type (GListModel *model)
{
  return BHC_TYPE_ENTRY;
}

static void
catalog_iface (GListModelInterface *iface)
{
  iface->get_item_type = catalog_item_type;
  iface->get_n_items = catalog_n_items;
  iface->get_item = catalog_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcCatalog,
                               bhc_catalog,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, catalog_iface))

/* ---- what belongs where ---- */

static gboolean
is_wanted (const char *wanted, const char *value)
{
  return wanted == NULL || *wanted == '\0' || g_strcmp0 (wanted, value) == 0;
}

static gboolean
document_matches (BhcCatalog *self, gconstpointer record)
{
  const BhDocument *document = record;
  g_autofree char *title = g_utf8_casefold (document->title, -1);
  g_autofree char *query = g_utf8_casefold (self->query != NULL ? self->query : "", -1);

  return is_wanted (self->status, document->status) &&
         is_wanted (self->category, document->category) && strstr (title, query) != NULL;
}

static gboolean
gap_matches (BhcCatalog *self, gconstpointer record)
{
  return is_wanted (self->status, ((const BhGap *) record)->status);
}

static gboolean
phrasing_matches (BhcCatalog *self, gconstpointer record)
{
  const BhPhrasing *phrasing = record;

  return is_wanted (self->status, phrasing->status) &&
         is_wanted (self->document, phrasing->document_id);
}

static gint64
document_rank (gconstpointer record)
{
  return ((const BhDocument *) record)->created_us;
}

static gint64
gap_rank (gconstpointer record)
{
  return ((const BhGap *) record)->hits;
}

static gint64
phrasing_rank (gconstpointer record)
{
  return ((const BhPhrasing *) record)->created_us;
}

/* Where the daemon lists a kind, what matches a filter, and what stands higher. */
static const struct
{
  gboolean (*matches) (BhcCatalog *self, gconstpointer record);
  gint64 (*rank) (gconstpointer record);
} traits[] = {
  [BHC_KIND_DOCUMENT] = { document_matches, document_rank },
  [BHC_KIND_GAP] = { gap_matches, gap_rank },
  [BHC_KIND_PHRASING] = { phrasing_matches, phrasing_rank },
};

/* ---- rows ---- */

static guint
find_place (BhcCatalog *self, gconstpointer record)
{
  gint64 rank = traits[self->kind].rank (record);
  guint place = 0;

  while (place < self->entries->len && traits[self->kind].rank (bhc_entry_get_record (
                                           self->entries->pdata[place], self->kind)) > rank)
    place++;

  return place;
}

static void
insert (BhcCatalog *self, guint place, gpointer record)
{
  BhcEntry *entry = bhc_entry_new (self->kind, record);

  g_ptr_array_insert (self->entries, (int) place, entry);
  g_hash_table_insert (self->by_id, g_strdup (bhc_entry_get_id (entry)), entry);
}

static void
remove_entry (BhcCatalog *self, BhcEntry *entry)
{
  guint place;

  if (!g_ptr_array_find (self->entries, entry, &place))
    return;

  g_hash_table_remove (self->by_id, bhc_entry_get_id (entry));
  g_ptr_array_remove_index (self->entries, place);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
}

static void
take_record (BhcCatalog *self, gpointer record)
{
  BhcEntry *entry = bhc_catalog_find (self, bhc_kind_get_id (record));
  guint place;

  if (!traits[self->kind].matches (self, record))
    {
      if (entry != NULL)
        remove_entry (self, entry);
      return;
    }
  if (entry != NULL)
    {
      bhc_entry_set_record (entry, bhc_kind_ref (record));
      return;
    }

  place = find_place (self, record);
  if (place == self->entries->len && self->next != NULL) /* it comes with its page */
    return;
  insert (self, place, bhc_kind_ref (record));
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

static void
tidings_cb (BhcLibrary *library, const BhcTidings *tidings, BhcCatalog *self)
{
  BhcEntry *entry;

  if (tidings->kind != self->kind)
    return;
  if (tidings->record != NULL)
    {
      if (self->cancellable != NULL)
        g_ptr_array_add (self->heard, bhc_kind_ref (tidings->record));
      take_record (self, tidings->record);
      return;
    }

  entry = bhc_catalog_find (self, tidings->id);
  if (self->cancellable != NULL)
    g_hash_table_add (self->deleted, g_strdup (tidings->id));
  if (entry != NULL)
    remove_entry (self, entry);
}

/* ---- pages ---- */

static void
notify_all (BhcCatalog *self)
{
  for (guint i = 1; i < G_N_ELEMENTS (props); i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
}

static void
set_error (BhcCatalog *self, const char *error)
{
  g_free (self->error);
  self->error = g_strdup (error);
}

static void
take_page (BhcCatalog *self, BhcAnswer *answer)
{
  GPtrArray *list = answer->lists[self->kind];
  guint removed = self->anew ? self->entries->len : 0;
  guint before;

  if (self->anew)
    {
      g_hash_table_remove_all (self->by_id);
      g_ptr_array_set_size (self->entries, 0);
    }
  before = self->entries->len;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      gpointer record = g_ptr_array_index (list, i);
      const char *id = bhc_kind_get_id (record);

      if (!g_hash_table_contains (self->by_id, id) && !g_hash_table_contains (self->deleted, id))
        insert (self, self->entries->len, bhc_kind_ref (record));
    }
  g_free (self->next);
  self->next = g_strdup (answer->next);
  self->loaded = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), before, removed, self->entries->len - before);
}

static void
forget_heard (BhcCatalog *self)
{
  for (guint i = 0; i < self->heard->len; i++)
    bhc_kind_unref (self->kind, self->heard->pdata[i]);
  g_ptr_array_set_size (self->heard, 0);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcCatalog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->cancellable);
  set_error (self, error != NULL ? error->message : NULL);
  if (answer != NULL)
    take_page (self, answer);
  for (guint i = 0; i < self->heard->len; i++)
    if (!g_hash_table_contains (self->deleted, bhc_kind_get_id (self->heard->pdata[i])))
      take_record (self, self->heard->pdata[i]);
  forget_heard (self);
  g_hash_table_remove_all (self->deleted);
  notify_all (self);
}

static void
fetch (BhcCatalog *self, gboolean anew)
{
  BhcAsk *ask;

  if (!bhc_library_is_connected (self->library))
    return;

  ask = bhc_ask_new ("GET", "%s", bhc_kinds[self->kind].many);
  bhc_ask_add_query (ask, "q", self->query);
  bhc_ask_add_query (ask, "status", self->status);
  bhc_ask_add_query (ask, "category", self->category);
  bhc_ask_add_query (ask, "document_id", self->document);
  bhc_ask_add_query (ask, "after", anew ? NULL : self->next);
  bhc_ask_add_query (ask, "limit", PAGE);
  self->anew = anew;
  self->cancellable = g_cancellable_new ();
  set_error (self, NULL);
  notify_all (self);
  bhc_library_ask_async (self->library, ask, self->cancellable, page_cb, g_object_ref (self));
}

static void
connected_cb (BhcCatalog *self)
{
  if (bhc_library_is_connected (self->library) && (!self->loaded || self->error != NULL))
    bhc_catalog_reload (self);
}

static void
bhc_catalog_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcCatalog *self = BHC_CATALOG (object);

  switch ((BhcCatalogProperty) prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    case PROP_HAS_MORE:
      g_value_set_boolean (value, bhc_catalog_has_more (self));
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_catalog_dispose (GObject *object)
{
  BhcCatalog *self = BHC_CATALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (bhc_catalog_parent_class)->dispose (object);
}

static void
bhc_catalog_finalize (GObject *object)
{
  BhcCatalog *self = BHC_CATALOG (object);

  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->deleted);
  forget_heard (self);
  g_ptr_array_unref (self->heard);
  g_ptr_array_unref (self->entries);
  g_free (self->query);
  g_free (self->status);
  g_free (self->category);
  g_free (self->document);
  g_free (self->next);
  g_free (self->error);

  G_OBJECT_CLASS (bhc_catalog_parent_class)->finalize (object);
}

static void
bhc_catalog_class_init (BhcCatalogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bhc_catalog_get_property;
  object_class->dispose = bhc_catalog_dispose;
  object_class->finalize = bhc_catalog_finalize;

  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  props[PROP_HAS_MORE] = g_param_spec_boolean ("has-more", NULL, NULL, FALSE, flags);
  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_catalog_init (BhcCatalog *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->deleted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->heard = g_ptr_array_new ();
}

BhcCatalog *
bhc_catalog_new (BhcLibrary *library, BhcKind kind, const BhcCatalogFilter *filter)
{
  BhcCatalog *self = g_object_new (BHC_TYPE_CATALOG, NULL);

  g_assert (kind < G_N_ELEMENTS (traits));

  self->library = g_object_ref (library);
  self->kind = kind;
  self->query = g_strdup (filter->query);
  self->status = g_strdup (filter->status);
  self->category = g_strdup (filter->category);
  self->document = g_strdup (filter->document);
  g_signal_connect_object (library, "tidings", G_CALLBACK (tidings_cb), self, 0);
  g_signal_connect_object (library, "reset", G_CALLBACK (bhc_catalog_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::connected", G_CALLBACK (connected_cb), self,
                           G_CONNECT_SWAPPED);
  fetch (self, TRUE);

  return self;
}

void
bhc_catalog_load_more (BhcCatalog *self)
{
  g_return_if_fail (BHC_IS_CATALOG (self));

  if (self->cancellable == NULL && self->next != NULL)
    fetch (self, FALSE);
}

void
bhc_catalog_reload (BhcCatalog *self)
{
  g_return_if_fail (BHC_IS_CATALOG (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  fetch (self, TRUE);
}

gboolean
bhc_catalog_has_more (BhcCatalog *self)
{
  g_return_val_if_fail (BHC_IS_CATALOG (self), FALSE);

  return self->next != NULL;
}

BhcEntry *
bhc_catalog_find (BhcCatalog *self, const char *id)
{
  g_return_val_if_fail (BHC_IS_CATALOG (self), NULL);

  return g_hash_table_lookup (self->by_id, id);
}
