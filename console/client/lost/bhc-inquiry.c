/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-inquiry"

#include "console/client/lost/bhc-inquiry.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "console/client/lost/bhc-doubts.h"

#define PAGE 100

struct _BhcInquiry
{
  GObject parent_instance;

  BhcApi *api;
  BhcCache *cache;
  GCancellable *cancellable;
  BhcDoubts *doubts; /* (nullable) being asked about */
  GHashTable *found; /* set of ids: what the daemon has of them so far */
};

G_DEFINE_FINAL_TYPE (BhcInquiry, bhc_inquiry, G_TYPE_OBJECT)

static void ask (BhcInquiry *self, gint64 before);

static void
give_up_for_now (BhcInquiry *self, const GError *error)
{
  g_debug ("it will be asked again what the server has: %s", error->message);
  g_clear_pointer (&self->doubts, bhc_doubts_free);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcInquiry) self = data;
  g_autoptr (GError) error = NULL;

  if (!bhc_cache_run_finish (BHC_CACHE (source), result, &error))
    {
      give_up_for_now (self, error);
      return;
    }

  g_clear_pointer (&self->doubts, bhc_doubts_free);
  if (!g_cancellable_is_cancelled (self->cancellable))
    bhc_inquiry_start (self);
}

static void
settle (BhcInquiry *self)
{
  bhc_doubts_settle_async (self->cache, self->doubts->conversation_id, self->found, settled_cb,
                           g_object_ref (self));
}

/* Notes what of a page is in doubt.  Returns: whether nothing older can be lost.  A backup holds
 * everything up to its moment: where the daemon has one under the number that it had before, it
 * has all that came before that one. */
static gboolean
take_message (BhcInquiry *self, JsonObject *message)
{
  const char *id = bh_json_get_string (message, "id", "");
  gint64 seq = bh_json_get_int (message, "seq", 0);
  const gint64 *known = g_hash_table_lookup (self->doubts->seqs, id);

  if (known != NULL)
    g_hash_table_add (self->found, g_strdup (id));
  return seq < self->doubts->oldest || (known != NULL && *known == seq);
}

static void
add_older (BhcInquiry *self, gint64 seq)
{
  GHashTableIter iter;
  const char *id;
  const gint64 *known;

  g_hash_table_iter_init (&iter, self->doubts->seqs);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &known))
    if (*known < seq)
      g_hash_table_add (self->found, g_strdup (id));
}

/* Newest first.  @next: (out): from where to go on; 0: there is nothing more to ask. */
static void
take_page (BhcInquiry *self, JsonObject *object, gint64 *next)
{
  JsonArray *messages = bh_json_get_array (object, "messages");
  guint n = messages != NULL ? json_array_get_length (messages) : 0;
  gboolean more = bh_json_get_bool (object, "more", FALSE);

  *next = 0;
  for (guint i = n; i > 0; i--)
    {
      JsonNode *node = json_array_get_element (messages, i - 1);
      JsonObject *message = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (message == NULL)
        continue;
      *next = more ? bh_json_get_int (message, "seq", 0) : 0;
      if (take_message (self, message))
        {
          add_older (self, bh_json_get_int (message, "seq", 0));
          *next = 0;
          return;
        }
    }
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcInquiry) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = bhc_api_call_finish (BHC_API (source), result, &error);
  gint64 next = 0;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (root == NULL && !g_error_matches (error, BH_ERROR, BH_ERROR_NOT_FOUND))
    {
      give_up_for_now (self, error);
      return;
    }

  if (root != NULL)
    take_page (self, json_node_get_object (root), &next);
  if (next > 0)
    ask (self, next);
  else
    settle (self);
}

static void
ask (BhcInquiry *self, gint64 before)
{
  g_autofree char *older =
      before > 0 ? g_strdup_printf ("&before=%" G_GINT64_FORMAT, before) : g_strdup ("");
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/messages?limit=%d%s",
                                           self->doubts->conversation_id, PAGE, older);

  bhc_api_call_async (self->api, "GET", path, NULL, self->cancellable, page_cb,
                      g_object_ref (self));
}

static void
bhc_inquiry_dispose (GObject *object)
{
  BhcInquiry *self = BHC_INQUIRY (object);

  g_clear_object (&self->api);
  g_clear_object (&self->cache);

  G_OBJECT_CLASS (bhc_inquiry_parent_class)->dispose (object);
}

static void
bhc_inquiry_finalize (GObject *object)
{
  BhcInquiry *self = BHC_INQUIRY (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->doubts, bhc_doubts_free);
  g_clear_pointer (&self->found, g_hash_table_unref);

  G_OBJECT_CLASS (bhc_inquiry_parent_class)->finalize (object);
}

static void
bhc_inquiry_class_init (BhcInquiryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_inquiry_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_inquiry_finalize;
}

static void
bhc_inquiry_init (BhcInquiry *self)
{
  self->cancellable = g_cancellable_new ();
}

BhcInquiry *
bhc_inquiry_new (BhcApi *api, BhcCache *cache)
{
  BhcInquiry *self = g_object_new (BHC_TYPE_INQUIRY, NULL);

  self->api = g_object_ref (api);
  self->cache = g_object_ref (cache);

  return self;
}

void
bhc_inquiry_start (BhcInquiry *self)
{
  g_return_if_fail (BHC_IS_INQUIRY (self));

  if (self->doubts != NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->doubts = bhc_doubts_read (self->cache);
  if (self->doubts == NULL)
    return;

  g_clear_pointer (&self->found, g_hash_table_unref);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ask (self, 0);
}

void
bhc_inquiry_stop (BhcInquiry *self)
{
  g_return_if_fail (BHC_IS_INQUIRY (self));

  g_cancellable_cancel (self->cancellable);
}
