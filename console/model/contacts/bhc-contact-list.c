/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/contacts/bhc-contact-list.h"

#include "console/model/bhc-desk-ask.h"
#include "console/model/directory/bhc-bag-private.h"

#define PAGE 50

struct _BhcContactList
{
  GObject parent_instance;

  BhcDesk *desk;
  char *words;
  GPtrArray *entries; /* of BhcContactEntry */
  char *next;         /* (nullable) */
  GError *error;      /* (nullable) */
  guint asked;        /* counts up: only the answer to the last question counts */
  gboolean loading;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return BHC_TYPE_CONTACT_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return BHC_CONTACT_LIST (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BhcContactList *self = BHC_CONTACT_LIST (model);

  return position < self->entries->len ? g_object_ref (g_ptr_array_index (self->entries, position))
                                       : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcContactList,
                               bhc_contact_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bhc_contact_list_finalize (GObject *object)
{
  BhcContactList *self = BHC_CONTACT_LIST (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->words);
  g_free (self->next);

  G_OBJECT_CLASS (bhc_contact_list_parent_class)->finalize (object);
}

static void
bhc_contact_list_class_init (BhcContactListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_contact_list_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_CONTACT_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bhc_contact_list_init (BhcContactList *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->words = g_strdup ("");
}

BhcContactList *
bhc_contact_list_new (BhcDesk *desk)
{
  BhcContactList *self = g_object_new (BHC_TYPE_CONTACT_LIST, NULL);

  self->desk = g_object_ref (desk);
  return self;
}

static gboolean
has (BhcContactList *self, const char *id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      if (g_str_equal (bhc_contact_entry_get_id (g_ptr_array_index (self->entries, i)), id))
        return TRUE;
    }

  return FALSE;
}

/* Who has written since the last page may come twice. */
static void
add_rows (BhcContactList *self, GVariant *answer)
{
  g_autoptr (GVariant) rows =
      g_variant_lookup_value (answer, "contacts", G_VARIANT_TYPE ("aa{sv}"));
  gsize n = rows != NULL ? g_variant_n_children (rows) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
      g_autoptr (BhcContactEntry) entry = bhc_contact_entry_new (row);

      if (!has (self, bhc_contact_entry_get_id (entry)))
        g_ptr_array_add (self->entries, g_steal_pointer (&entry));
    }
}

static void
take_page (BhcContactList *self, GVariant *answer, gboolean first)
{
  guint before = self->entries->len;

  if (first)
    g_ptr_array_set_size (self->entries, 0);
  add_rows (self, answer);
  g_free (self->next);
  self->next = g_strdup (bhc_bag_get_text (answer, "next"));
  g_list_model_items_changed (G_LIST_MODEL (self), first ? 0 : before, first ? before : 0,
                              self->entries->len - (first ? 0 : before));
}

typedef struct
{
  BhcContactList *list; /* held */
  guint number;
  gboolean first;
} Question;

static void
page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (BhcContactList) self = question->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (question->number != self->asked)
    return;

  self->loading = FALSE;
  g_clear_error (&self->error);
  if (answer != NULL)
    take_page (self, answer, question->first);
  else
    self->error = g_steal_pointer (&error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask (BhcContactList *self, const char *after)
{
  g_autofree char *words = g_uri_escape_string (self->words, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/desk/contacts?limit=%d", PAGE);
  g_autofree char *about =
      *words != '\0' ? g_strconcat (path, "&q=", words, NULL) : g_strdup (path);
  g_autofree char *whole = after != NULL ? g_strconcat (about, "&after=", after, NULL) : NULL;
  Question *question = g_new0 (Question, 1);

  question->list = g_object_ref (self);
  question->number = ++self->asked;
  question->first = after == NULL;
  self->loading = TRUE;
  bhc_desk_ask_async (self->desk, "GET", whole != NULL ? whole : about, NULL, NULL, page_cb,
                      question);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
bhc_contact_list_search (BhcContactList *self, const char *words)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (BHC_IS_CONTACT_LIST (self));

  stripped = g_strstrip (g_strdup (words));
  if (self->asked > 0 && g_str_equal (stripped, self->words))
    return;

  g_free (self->words);
  self->words = g_steal_pointer (&stripped);
  ask (self, NULL);
}

void
bhc_contact_list_reload (BhcContactList *self)
{
  g_return_if_fail (BHC_IS_CONTACT_LIST (self));

  ask (self, NULL);
}

void
bhc_contact_list_load_more (BhcContactList *self)
{
  g_autofree char *next = NULL;

  g_return_if_fail (BHC_IS_CONTACT_LIST (self));

  next = g_strdup (self->next);
  if (!self->loading && next != NULL)
    ask (self, next);
}

void
bhc_contact_list_forget (BhcContactList *self, const char *id)
{
  g_return_if_fail (BHC_IS_CONTACT_LIST (self));

  for (guint i = 0; i < self->entries->len; i++)
    {
      if (!g_str_equal (bhc_contact_entry_get_id (g_ptr_array_index (self->entries, i)), id))
        continue;
      g_ptr_array_remove_index (self->entries, i);
      g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
}

const char *
bhc_contact_list_get_words (BhcContactList *self)
{
  return self->words;
}

gboolean
bhc_contact_list_is_loading (BhcContactList *self)
{
  return self->loading;
}

gboolean
bhc_contact_list_has_more (BhcContactList *self)
{
  return self->next != NULL;
}

const GError *
bhc_contact_list_get_error (BhcContactList *self)
{
  return self->error;
}
