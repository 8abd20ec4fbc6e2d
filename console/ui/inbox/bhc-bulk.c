/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/bhc-desk-ask.h"

#include "console/ui/inbox/bhc-bulk.h"

struct _BhcBulk
{
  GObject parent_instance;

  BhcDesk *desk;
  GPtrArray *conversations;
  BhcDeedKind kind;
  char *what; /* (nullable) */
  gint64 until_us;
  guint next;
  guint n_failed;
  char *failure; /* (nullable) the first: whose, and why */
};

enum
{
  PROGRESS,
  FINISHED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcBulk, bhc_bulk, G_TYPE_OBJECT)

static void
bhc_bulk_finalize (GObject *object)
{
  BhcBulk *self = BHC_BULK (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->conversations, g_ptr_array_unref);
  g_free (self->what);
  g_free (self->failure);

  G_OBJECT_CLASS (bhc_bulk_parent_class)->finalize (object);
}

static void
bhc_bulk_class_init (BhcBulkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_bulk_finalize;

  signals[PROGRESS] = g_signal_new ("progress", BHC_TYPE_BULK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[FINISHED] = g_signal_new ("finished", BHC_TYPE_BULK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bhc_bulk_init (BhcBulk *self)
{
}

BhcBulk *
bhc_bulk_new (BhcDesk *desk, GPtrArray *conversations)
{
  BhcBulk *self = g_object_new (BHC_TYPE_BULK, NULL);

  self->desk = g_object_ref (desk);
  self->conversations = g_ptr_array_ref (conversations);

  return self;
}

/* Labels that are there stay. */
static GVariant *
labels_with (const char *list, const char *label)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit (list != NULL ? list : "", "\"", -1);
  g_auto (GStrv) all = NULL;

  for (guint i = 1; i < g_strv_length (parts); i += 2)
    if (!g_str_equal (parts[i], label))
      g_strv_builder_add (words, parts[i]);
  g_strv_builder_add (words, label);
  all = g_strv_builder_end (words);

  return g_variant_new_strv ((const char *const *) all, -1);
}

/* What a PATCH of the conversation says.  Returns: floating */
static GVariant *
make_change (BhcBulk *self, const BhConversation *record)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  if (self->kind == BHC_DEED_LABEL)
    g_variant_dict_insert_value (&dict, "labels", labels_with (record->labels, self->what));
  else if (self->kind == BHC_DEED_PRIORITY)
    g_variant_dict_insert (&dict, "priority", "s", self->what);
  else if (self->kind == BHC_DEED_SNOOZE)
    g_variant_dict_insert (&dict, "snoozed_until_us", "x", self->until_us);
  else
    g_variant_dict_insert (&dict, "operator_id", "s", self->what);

  return g_variant_dict_end (&dict);
}

static void
finish (BhcBulk *self)
{
  guint all = self->conversations->len, done = all - self->n_failed;
  g_autofree char *sentence =
      self->n_failed == 0
          ? g_strdup_printf (ngettext ("%u conversation changed", "%u conversations changed", all),
                             all)
          /* Translators: how many of how many, then the first failure: whose, and why. */
          : g_strdup_printf (_ ("%u of %u changed. %s"), done, all, self->failure);

  g_signal_emit (self, signals[FINISHED], 0, sentence);
  g_object_unref (self);
}

static void go_on (BhcBulk *self);

static void
end_one (BhcBulk *self, const GError *error)
{
  BhcConversation *conversation = g_ptr_array_index (self->conversations, self->next);

  if (error != NULL && self->n_failed++ == 0)
    self->failure =
        g_strdup_printf ("%s: %s", bhc_conversation_get_name (conversation), error->message);
  self->next++;
  g_signal_emit (self, signals[PROGRESS], 0, self->next, self->conversations->len);
  go_on (self);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  bhc_desk_act_finish (BHC_DESK (source), result, &error);
  end_one (data, error);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  end_one (data, error);
}

static void
go_on (BhcBulk *self)
{
  BhcConversation *conversation;
  const char *id;
  g_autofree char *path = NULL;

  if (self->next == self->conversations->len)
    {
      finish (self);
      return;
    }

  conversation = g_ptr_array_index (self->conversations, self->next);
  id = bhc_conversation_get_id (conversation);
  path = g_strconcat ("/v1/desk/conversations/", id,
                      self->kind == BHC_DEED_ASSIGN ? "/transfer" : NULL, NULL);
  if (self->kind == BHC_DEED_CLAIM || self->kind == BHC_DEED_RESOLVE)
    bhc_desk_act_async (self->desk, id,
                        self->kind == BHC_DEED_CLAIM ? BHC_ACTION_CLAIM : BHC_ACTION_RESOLVE,
                        acted_cb, self);
  else
    bhc_desk_ask_async (self->desk, self->kind == BHC_DEED_ASSIGN ? "POST" : "PATCH", path,
                        make_change (self, bhc_conversation_get_record (conversation)), NULL,
                        asked_cb, self);
}

void
bhc_bulk_run (BhcBulk *self, const BhcDeed *deed)
{
  g_return_if_fail (BHC_IS_BULK (self));

  self->kind = deed->kind;
  self->what = g_strdup (deed->what);
  self->until_us = deed->until_us;
  g_object_ref (self); /* until it has finished */
  g_signal_emit (self, signals[PROGRESS], 0, 0, self->conversations->len);
  go_on (self);
}
