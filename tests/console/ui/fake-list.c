/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The lists of the fake model: an inbox and a transcript. */
#include "tests/console/ui/fake-list.h"

#include "common/bh-clock.h"
#include "console/model/bhc-conversation-private.h"
#include "console/model/bhc-message-private.h"

struct _BhcInbox
{
  GObject parent_instance;

  BhcSort sort;
  GPtrArray *rows;
  guint n_lazy;
};

static guint
inbox_n_items (GListModel *model)
{
  BhcInbox *self = BHC_INBOX (model);

  return self->rows->len + self->n_lazy;
}

static gpointer
make_lazy (BhcInbox *self, guint position)
{
  static const char *const names[] = { "Ada Byron", "Grace Hopper", "Alan Kay", "Radia Perlman" };
  gint64 now = bh_clock_now_us ();
  BhConversation fields = {
    .id = g_strdup_printf ("lazy-%u", position),
    .status = position % 3 == 0 ? BH_STATUS_RESOLVED : BH_STATUS_UNRESOLVED,
    .channel = g_strdup ("widget"),
    .priority = g_strdup ("normal"),
    .contact_id = g_strdup ("p"),
    .contact_name = g_strdup_printf ("%s %u", names[position % G_N_ELEMENTS (names)], position),
    .contact_email = g_strdup ("visitor@example.org"),
    .unread = position % 7 == 0 ? position % 12 : 0,
    .last_author = position % 2 == 0 ? BH_AUTHOR_VISITOR : BH_AUTHOR_AI,
    .last_author_name = g_strdup (position % 2 == 0 ? "" : "Bell"),
    .last_body =
        g_strdup_printf ("Where is my order number %u? It was to come last week.", position),
    .last_seq = 1,
    .created_us = now,
    .updated_us = now - position * 3 * BH_MINUTE,
  };
  g_autoptr (BhConversation) record = bh_conversation_new_take (&fields);

  return bhc_conversation_new (record, FAKE_ME);
}

static gpointer
inbox_get_item (GListModel *model, guint position)
{
  BhcInbox *self = BHC_INBOX (model);

  if (position < self->rows->len)
    return g_object_ref (g_ptr_array_index (self->rows, position));

  return position < self->rows->len + self->n_lazy ? make_lazy (self, position) : NULL;
}

static GType
inbox_item_type (GListModel *model)
{
  return BHC_TYPE_CONVERSATION;
}

static void
inbox_iface (GListModelInterface *iface)
{
  iface->get_item_type = inbox_item_type;
  iface->get_n_items = inbox_n_items;
  iface->get_item = inbox_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcInbox,
                               bhc_inbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, inbox_iface))

static void
inbox_finalize (GObject *object)
{
  g_ptr_array_unref (BHC_INBOX (object)->rows);

  G_OBJECT_CLASS (bhc_inbox_parent_class)->finalize (object);
}

static void
bhc_inbox_class_init (BhcInboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inbox_finalize;
}

static void
bhc_inbox_init (BhcInbox *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

BhcSort
bhc_inbox_get_sort (BhcInbox *self)
{
  return self->sort;
}

void
bhc_inbox_set_sort (BhcInbox *self, BhcSort sort)
{
  self->sort = sort;
}

BhcInbox *
fake_inbox_new (void)
{
  return g_object_new (BHC_TYPE_INBOX, NULL);
}

void
fake_inbox_set_rows (BhcInbox *self, GPtrArray *rows)
{
  guint before = self->rows->len;

  g_ptr_array_unref (self->rows);
  self->rows = g_ptr_array_ref (rows);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, rows->len);
}

void
fake_inbox_set_lazy (BhcInbox *self, guint n)
{
  guint before = self->n_lazy;

  self->n_lazy = n;
  g_list_model_items_changed (G_LIST_MODEL (self), self->rows->len, before, n);
}

struct _BhcTranscript
{
  GObject parent_instance;

  char *conversation;
  GPtrArray *rows;
  guint n_older;
  char *typing;
};

typedef enum
{
  PROP_HAS_OLDER = 1,
  PROP_HAS_NEWER,
  PROP_LOADING,
  PROP_ERROR,
  PROP_TYPING,
} BhcTranscriptProperty;
static GParamSpec *props[PROP_TYPING + 1];

static guint
transcript_n_items (GListModel *model)
{
  return BHC_TRANSCRIPT (model)->rows->len;
}

static gpointer
transcript_get_item (GListModel *model, guint position)
{
  GPtrArray *rows = BHC_TRANSCRIPT (model)->rows;

  return position < rows->len ? g_object_ref (g_ptr_array_index (rows, position)) : NULL;
}

static GType
transcript_item_type (GListModel *model)
{
  return BHC_TYPE_MESSAGE;
}

static void
transcript_iface (GListModelInterface *iface)
{
  iface->get_item_type = transcript_item_type;
  iface->get_n_items = transcript_n_items;
  iface->get_item = transcript_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcTranscript,
                               bhc_transcript,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, transcript_iface))

static void
transcript_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcTranscript *self = BHC_TRANSCRIPT (object);

  switch ((BhcTranscriptProperty) prop_id)
    {
    case PROP_HAS_OLDER:
      g_value_set_boolean (value, self->n_older > 0);
      break;
    case PROP_HAS_NEWER:
    case PROP_LOADING:
      g_value_set_boolean (value, FALSE);
      break;
    case PROP_TYPING:
      g_value_set_string (value, self->typing);
      break;
    case PROP_ERROR:
    default:
      g_value_set_string (value, NULL);
    }
}

static void
transcript_finalize (GObject *object)
{
  BhcTranscript *self = BHC_TRANSCRIPT (object);

  g_ptr_array_unref (self->rows);
  g_free (self->conversation);
  g_free (self->typing);

  G_OBJECT_CLASS (bhc_transcript_parent_class)->finalize (object);
}

static void
bhc_transcript_class_init (BhcTranscriptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = transcript_finalize;
  object_class->get_property = transcript_get_property;
  props[PROP_HAS_OLDER] = g_param_spec_boolean ("has-older", NULL, NULL, FALSE, G_PARAM_READABLE);
  props[PROP_HAS_NEWER] = g_param_spec_boolean ("has-newer", NULL, NULL, FALSE, G_PARAM_READABLE);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, G_PARAM_READABLE);
  props[PROP_TYPING] = g_param_spec_string ("typing", NULL, NULL, NULL, G_PARAM_READABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_transcript_init (BhcTranscript *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

const char *
bhc_transcript_get_conversation_id (BhcTranscript *self)
{
  return self->conversation;
}

void
bhc_transcript_load_older (BhcTranscript *self)
{
  guint n = MIN (self->n_older, 50);

  for (guint i = 0; i < n; i++)
    {
      gint64 number = self->n_older - i;
      BhMessage fields = {
        .id = g_strdup_printf ("older-%d", (int) number),
        .conversation_id = g_strdup (self->conversation),
        .seq = number,
        .author = number % 3 == 0 ? BH_AUTHOR_OPERATOR : BH_AUTHOR_VISITOR,
        .author_name = g_strdup (number % 3 == 0 ? "Mia Brandt" : "Ada Byron"),
        .body =
            g_strdup_printf ("Older message number %d%s", (int) number,
                             number % 4 == 0 ? ", with so many words that it needs more than one "
                                               "line where the window is not all too wide for it."
                                             : ""),
        .created_us = bh_clock_now_us () - BH_HOUR,
      };
      g_autoptr (BhMessage) record = bh_message_new_take (&fields);
      const BhcMessageState state = { BHC_DELIVERY_STORED, NULL };

      g_ptr_array_insert (self->rows, 0, bhc_message_new (record, FAKE_ME, &state));
    }
  self->n_older -= n;
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n);
}

void
bhc_transcript_load_newer (BhcTranscript *self)
{
}

gboolean
bhc_transcript_get_has_older (BhcTranscript *self)
{
  return self->n_older > 0;
}

gboolean
bhc_transcript_get_has_newer (BhcTranscript *self)
{
  return FALSE;
}

BhcTranscript *
fake_transcript_new (const char *conversation)
{
  BhcTranscript *self = g_object_new (BHC_TYPE_TRANSCRIPT, NULL);

  self->conversation = g_strdup (conversation);
  return self;
}

void
fake_transcript_append (BhcTranscript *self, BhcMessage *message)
{
  guint n = self->rows->len;

  bhc_message_set_above (message, n > 0 ? g_ptr_array_index (self->rows, n - 1) : NULL);
  g_ptr_array_add (self->rows, g_object_ref (message));
  g_list_model_items_changed (G_LIST_MODEL (self), n, 0, 1);
}

void
fake_transcript_set_typing (BhcTranscript *self, const char *name)
{
  g_free (self->typing);
  self->typing = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TYPING]);
}

void
fake_transcript_set_older (BhcTranscript *self, guint n)
{
  self->n_older = n;
}
