/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/team/bhc-whispers.h"

#include "console/model/bhc-desk-ask.h"
#include "console/model/directory/bhc-bag-private.h"

#include <string.h>

#define PATH "/v1/desk/whispers"

struct _BhcWhispers
{
  GObject parent_instance;

  BhcDesk *desk; /* (nullable) until it is left */
  char *with;
  GListStore *list; /* of BhcWhisper */
  gboolean loaded;
  gboolean older; /* there are some behind the oldest */
  gboolean asking;
  gboolean seen;
  char *problem; /* (nullable) */
};

enum
{
  CHANGED,
  READ,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
bhc_whispers_get_item_type (GListModel *model)
{
  return BHC_TYPE_WHISPER;
}

static guint
bhc_whispers_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (BHC_WHISPERS (model)->list));
}

static gpointer
bhc_whispers_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (BHC_WHISPERS (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bhc_whispers_get_item_type;
  iface->get_n_items = bhc_whispers_get_n_items;
  iface->get_item = bhc_whispers_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcWhispers,
                               bhc_whispers,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bhc_whispers_finalize (GObject *object)
{
  BhcWhispers *self = BHC_WHISPERS (object);

  g_clear_object (&self->list);
  g_free (self->with);
  g_free (self->problem);

  G_OBJECT_CLASS (bhc_whispers_parent_class)->finalize (object);
}

static void
bhc_whispers_class_init (BhcWhispersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_whispers_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_WHISPERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[READ] = g_signal_new ("read", BHC_TYPE_WHISPERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
items_changed_cb (BhcWhispers *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
bhc_whispers_init (BhcWhispers *self)
{
  self->list = g_list_store_new (BHC_TYPE_WHISPER);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void send (BhcWhispers *self, BhcWhisper *whisper);

/* What waits for a connection has one. */
static void
state_cb (BhcWhispers *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (bhc_desk_get_state (self->desk) != BHC_STATE_ONLINE)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcWhisper) whisper = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (bhc_whisper_get_state (whisper) == BHC_WHISPER_FAILED)
        send (self, whisper);
    }
  if (self->loaded || self->problem != NULL)
    bhc_whispers_load (self);
}

BhcWhispers *
bhc_whispers_new (BhcDesk *desk, const char *with)
{
  BhcWhispers *self = g_object_new (BHC_TYPE_WHISPERS, NULL);

  self->desk = desk;
  self->with = g_strdup (with);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
bhc_whispers_leave (BhcWhispers *self)
{
  g_return_if_fail (BHC_IS_WHISPERS (self));

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_func (self->desk, state_cb, self);
  self->desk = NULL;
}

const char *
bhc_whispers_get_with (BhcWhispers *self)
{
  g_return_val_if_fail (BHC_IS_WHISPERS (self), NULL);

  return self->with;
}

/* By time; what has not arrived yet stands last. */
static int
compare (gconstpointer one, gconstpointer other, gpointer data)
{
  BhcWhisper *a = (gpointer) one, *b = (gpointer) other;
  gboolean a_sent = bhc_whisper_get_state (a) == BHC_WHISPER_SENT;
  gboolean b_sent = bhc_whisper_get_state (b) == BHC_WHISPER_SENT;
  gint64 difference = bhc_whisper_get_created (a) - bhc_whisper_get_created (b);

  if (a_sent != b_sent)
    return a_sent ? -1 : 1;
  if (difference != 0)
    return difference < 0 ? -1 : 1;
  return strcmp (bhc_whisper_get_id (a), bhc_whisper_get_id (b));
}

/* (transfer full) (nullable) */
static BhcWhisper *
find (BhcWhispers *self, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = n; i > 0; i--)
    {
      g_autoptr (BhcWhisper) whisper = g_list_model_get_item (G_LIST_MODEL (self->list), i - 1);

      if (g_str_equal (bhc_whisper_get_id (whisper), id))
        return g_steal_pointer (&whisper);
    }
  return NULL;
}

static void
merge (BhcWhispers *self, GVariant *values)
{
  g_autoptr (BhcWhisper) news = bhc_whisper_new_from_values (values);
  g_autoptr (BhcWhisper) known = news != NULL ? find (self, bhc_whisper_get_id (news)) : NULL;

  if (known != NULL)
    bhc_whisper_take (known, news);
  else if (news != NULL)
    g_list_store_insert_sorted (self->list, news, compare, NULL);
}

static void
merge_all (BhcWhispers *self, GVariant *answer)
{
  g_autoptr (GVariant) records =
      g_variant_lookup_value (answer, "whispers", G_VARIANT_TYPE ("aa{sv}"));

  for (gsize i = 0; records != NULL && i < g_variant_n_children (records); i++)
    {
      g_autoptr (GVariant) values = g_variant_get_child_value (records, i);

      merge (self, values);
    }
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcWhispers) self = data;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, NULL);

  if (answer != NULL)
    g_signal_emit (self, signals[READ], 0);
}

/* Of what the colleague said there is something unread. */
static gboolean
has_unread (BhcWhispers *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = n; i > 0; i--)
    {
      g_autoptr (BhcWhisper) whisper = g_list_model_get_item (G_LIST_MODEL (self->list), i - 1);

      if (g_str_equal (bhc_whisper_get_from (whisper), self->with))
        return !bhc_whisper_is_read (whisper);
    }
  return FALSE;
}

static void
mark_read (BhcWhispers *self)
{
  GVariantDict values;

  if (self->desk == NULL || !self->seen || !has_unread (self))
    return;
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "with", "s", self->with);
  bhc_desk_ask_async (self->desk, "POST", PATH "/read", g_variant_dict_end (&values), NULL,
                      marked_cb, g_object_ref (self));
}

void
bhc_whispers_take (BhcWhispers *self, GVariant *answer)
{
  g_return_if_fail (BHC_IS_WHISPERS (self));

  merge_all (self, answer);
  if (!self->loaded)
    self->older = bhc_bag_get_flag (answer, "more");
  self->loaded = TRUE;
  g_clear_pointer (&self->problem, g_free);
  g_signal_emit (self, signals[CHANGED], 0);
  mark_read (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcWhispers) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  self->asking = FALSE;
  if (answer != NULL)
    {
      bhc_whispers_take (self, answer);
      return;
    }
  g_free (self->problem);
  self->problem = g_strdup (error->message);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
older_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcWhispers) self = data;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, NULL);

  self->asking = FALSE;
  if (answer != NULL)
    {
      merge_all (self, answer);
      self->older = bhc_bag_get_flag (answer, "more");
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask (BhcWhispers *self, const char *before, GAsyncReadyCallback callback)
{
  g_autofree char *path =
      g_strdup_printf (PATH "?with=%s&limit=50%s%s", self->with, before != NULL ? "&before=" : "",
                       before != NULL ? before : "");

  if (self->asking || self->desk == NULL)
    return;
  self->asking = TRUE;
  bhc_desk_ask_async (self->desk, "GET", path, NULL, NULL, callback, g_object_ref (self));
}

void
bhc_whispers_load (BhcWhispers *self)
{
  g_return_if_fail (BHC_IS_WHISPERS (self));

  ask (self, NULL, loaded_cb);
}

void
bhc_whispers_load_older (BhcWhispers *self)
{
  g_autoptr (BhcWhisper) oldest = NULL;

  g_return_if_fail (BHC_IS_WHISPERS (self));

  oldest = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  if (self->older && oldest != NULL)
    ask (self, bhc_whisper_get_id (oldest), older_cb);
}

gboolean
bhc_whispers_has_older (BhcWhispers *self)
{
  g_return_val_if_fail (BHC_IS_WHISPERS (self), FALSE);

  return self->older;
}

gboolean
bhc_whispers_is_loaded (BhcWhispers *self)
{
  g_return_val_if_fail (BHC_IS_WHISPERS (self), FALSE);

  return self->loaded;
}

const char *
bhc_whispers_get_problem (BhcWhispers *self)
{
  g_return_val_if_fail (BHC_IS_WHISPERS (self), NULL);

  return self->problem;
}

typedef struct
{
  BhcWhispers *self; /* held */
  BhcWhisper *whisper;
} Sending;

/* What stands in its place by time now. */
static void
settle (BhcWhispers *self, BhcWhisper *whisper, GVariant *answer)
{
  g_autoptr (GVariant) values = g_variant_lookup_value (answer, "whisper", G_VARIANT_TYPE_VARDICT);
  g_autoptr (BhcWhisper) news = values != NULL ? bhc_whisper_new_from_values (values) : NULL;

  if (news != NULL)
    bhc_whisper_take (whisper, news);
  else
    bhc_whisper_set_state (whisper, BHC_WHISPER_SENT, NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Sending *sending = data;
  g_autoptr (BhcWhispers) self = sending->self;
  g_autoptr (BhcWhisper) whisper = sending->whisper;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  g_free (sending);
  if (answer != NULL)
    settle (self, whisper, answer);
  else
    bhc_whisper_set_state (whisper, BHC_WHISPER_FAILED, error->message);
}

static void
send (BhcWhispers *self, BhcWhisper *whisper)
{
  Sending *sending;
  GVariantDict values;

  if (self->desk == NULL)
    return;
  sending = g_new0 (Sending, 1);
  *sending = (Sending){ g_object_ref (self), g_object_ref (whisper) };
  bhc_whisper_set_state (whisper, BHC_WHISPER_SENDING, NULL);
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "id", "s", bhc_whisper_get_id (whisper));
  g_variant_dict_insert (&values, "to", "s", self->with);
  g_variant_dict_insert (&values, "body", "s", bhc_whisper_get_body (whisper));
  bhc_desk_ask_async (self->desk, "POST", PATH, g_variant_dict_end (&values), NULL, sent_cb,
                      sending);
}

void
bhc_whispers_send (BhcWhispers *self, const char *body)
{
  const BhOperator *me;
  g_autoptr (BhcWhisper) whisper = NULL;

  g_return_if_fail (BHC_IS_WHISPERS (self));

  me = self->desk != NULL ? bhc_desk_get_operator (self->desk) : NULL;
  if (me == NULL)
    return;
  whisper = bhc_whisper_new (me->id, body);
  g_list_store_append (self->list, whisper);
  send (self, whisper);
}

void
bhc_whispers_send_again (BhcWhispers *self, BhcWhisper *whisper)
{
  g_return_if_fail (BHC_IS_WHISPERS (self));

  if (bhc_whisper_get_state (whisper) == BHC_WHISPER_FAILED)
    send (self, whisper);
}

void
bhc_whispers_set_seen (BhcWhispers *self, gboolean seen)
{
  g_return_if_fail (BHC_IS_WHISPERS (self));

  self->seen = seen;
  mark_read (self);
}

gboolean
bhc_whispers_is_seen (BhcWhispers *self)
{
  g_return_val_if_fail (BHC_IS_WHISPERS (self), FALSE);

  return self->seen;
}
