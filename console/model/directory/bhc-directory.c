/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/directory/bhc-directory-private.h"

#include "console/client/cache/bhc-cache-directory.h"
#include "console/model/directory/bhc-bag-private.h"
#include "console/model/directory/bhc-parts-private.h"

#include <string.h>

typedef enum
{
  COLLEAGUES,
  TEAMS,
  LABELS,
  CANNED,
  VIEWS,
} Part;
#define N_PARTS (VIEWS + 1)

struct _BhcDirectory
{
  GObject parent_instance;

  BhcSession *session; /* (nullable) */
  GListStore *lists[N_PARTS];
  GHashTable *by_id[N_PARTS]; /* id → object, held by the list */
  gboolean asking;
  gboolean stale; /* it has changed since it was asked for */
};

static const struct
{
  const char *name; /* of the list in the answer */
  GType (*get_type) (void);
  void (*fill) (gpointer object, GVariant *values);
  const char *order; /* the member the list is sorted by */
} parts[N_PARTS] = {
  [COLLEAGUES] = { "operators", bhc_colleague_get_type, bhc_colleague_fill, "name" },
  [TEAMS] = { "teams", bhc_team_get_type, bhc_team_fill, "name" },
  [LABELS] = { "labels", bhc_label_get_type, bhc_label_fill, "name" },
  [CANNED] = { "canned", bhc_canned_get_type, bhc_canned_fill, "shortcut" },
  [VIEWS] = { "views", bhc_saved_view_get_type, bhc_saved_view_fill, "name" },
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcDirectory, bhc_directory, G_TYPE_OBJECT)

static void
bhc_directory_dispose (GObject *object)
{
  BhcDirectory *self = BHC_DIRECTORY (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (bhc_directory_parent_class)->dispose (object);
}

static void
bhc_directory_finalize (GObject *object)
{
  BhcDirectory *self = BHC_DIRECTORY (object);

  for (guint part = 0; part < N_PARTS; part++)
    {
      g_clear_pointer (&self->by_id[part], g_hash_table_unref);
      g_clear_object (&self->lists[part]);
    }

  G_OBJECT_CLASS (bhc_directory_parent_class)->finalize (object);
}

static void
bhc_directory_class_init (BhcDirectoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bhc_directory_dispose;
  object_class->finalize = bhc_directory_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_DIRECTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bhc_directory_init (BhcDirectory *self)
{
  for (guint part = 0; part < N_PARTS; part++)
    {
      self->lists[part] = g_list_store_new (parts[part].get_type ());
      self->by_id[part] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
    }
}

BhcDirectory *
bhc_directory_new (void)
{
  return g_object_new (BHC_TYPE_DIRECTORY, NULL);
}

typedef struct
{
  GVariant *values;
  gboolean shared; /* of a view … */
  gint64 position; /* … likewise; else 0 */
  char *key;       /* of the sorted text */
} Line;

static void
line_clear (Line *line)
{
  g_variant_unref (line->values);
  g_free (line->key);
}

static int
compare_lines (gconstpointer one, gconstpointer other)
{
  const Line *a = one, *b = other;

  if (a->shared != b->shared) /* one's own come first */
    return a->shared ? 1 : -1;
  if (a->position != b->position)
    return a->position < b->position ? -1 : 1;

  return strcmp (a->key, b->key);
}

/* Returns: (transfer full): the records that have an id, in the order they are shown in */
static GArray *
sort_lines (Part part, GVariant *records)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  g_array_set_clear_func (lines, (GDestroyNotify) line_clear);
  for (gsize i = 0; records != NULL && i < g_variant_n_children (records); i++)
    {
      g_autoptr (GVariant) values = g_variant_get_child_value (records, i);
      const char *text = bhc_bag_get_text (values, parts[part].order);
      Line line = { .shared = part == VIEWS && bhc_bag_get_flag (values, "shared"),
                    .position = bhc_bag_get_number (values, "position") };

      if (bhc_bag_get_text (values, "id") == NULL)
        continue;
      line.key = g_utf8_collate_key (text != NULL ? text : "", -1);
      line.values = g_steal_pointer (&values);
      g_array_append_val (lines, line);
    }
  g_array_sort (lines, compare_lines);

  return lines;
}

/* The object of that id, filled. */
static GObject *
take_object (BhcDirectory *self, Part part, GHashTable *before, GVariant *values)
{
  const char *id = bhc_bag_get_text (values, "id");
  GObject *object = g_hash_table_lookup (before, id);

  object = object != NULL ? g_object_ref (object) : g_object_new (parts[part].get_type (), NULL);
  parts[part].fill (object, values);
  g_hash_table_insert (self->by_id[part], g_strdup (id), object);

  return object;
}

static gboolean
shows (GListStore *list, guint position, GObject *object)
{
  g_autoptr (GObject) shown = g_list_model_get_item (G_LIST_MODEL (list), position);

  return shown == object;
}

/* Only what differs between a common beginning and a common end is told. */
static void
show_objects (GListStore *list, GPtrArray *objects)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint least = MIN (n, objects->len);
  guint head = 0, tail = 0;

  while (head < least && shows (list, head, objects->pdata[head]))
    head++;
  while (tail < least - head && shows (list, n - 1 - tail, objects->pdata[objects->len - 1 - tail]))
    tail++;
  if (n > head + tail || objects->len > head + tail)
    g_list_store_splice (list, head, n - head - tail, objects->pdata + head,
                         objects->len - head - tail);
}

static void
show_part (BhcDirectory *self, Part part, GVariant *records)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->by_id[part]);
  g_autoptr (GArray) lines = sort_lines (part, records);
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  self->by_id[part] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint i = 0; i < lines->len; i++)
    {
      GVariant *values = g_array_index (lines, Line, i).values;

      if (g_hash_table_lookup (self->by_id[part], bhc_bag_get_text (values, "id")) == NULL)
        g_ptr_array_add (objects, take_object (self, part, before, values));
    }
  show_objects (self->lists[part], objects);
}

void
bhc_directory_show (BhcDirectory *self, GVariant *values)
{
  g_return_if_fail (BHC_IS_DIRECTORY (self));

  for (guint part = 0; part < N_PARTS; part++)
    {
      g_autoptr (GVariant) records =
          g_variant_lookup_value (values, parts[part].name, G_VARIANT_TYPE ("aa{sv}"));

      show_part (self, (Part) part, records);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcDirectory) self = data;
  g_autoptr (GVariant) answer = bhc_session_ask_finish (BHC_SESSION (source), result, NULL);

  if (self->session != BHC_SESSION (source))
    return;

  self->asking = FALSE;
  if (self->stale)
    bhc_directory_refresh (self);
  else if (answer != NULL && bhc_bag_has (answer, "operators")) /* else the next connection asks */
    {
      bhc_cache_keep_directory_async (bhc_session_get_cache (self->session), answer, NULL, NULL);
      bhc_directory_show (self, answer);
    }
}

void
bhc_directory_refresh (BhcDirectory *self)
{
  g_return_if_fail (BHC_IS_DIRECTORY (self));

  self->stale = self->asking;
  if (self->asking || self->session == NULL)
    return;

  self->asking = TRUE;
  bhc_session_ask_async (self->session, "GET", "/v1/desk/directory", NULL, NULL, answered_cb,
                         g_object_ref (self));
}

static void
link_changed_cb (BhcFeed *feed, BhcDirectory *self)
{
  if (bhc_feed_get_link (feed) == BHC_LINK_ONLINE)
    bhc_directory_refresh (self);
}

static void
show_cached (BhcDirectory *self)
{
  g_autoptr (GVariant) kept = NULL;
  g_autoptr (GVariant) none = g_variant_ref_sink (g_variant_new ("a{sv}", NULL));

  if (self->session != NULL)
    kept = bhc_cache_read_directory (bhc_session_get_cache (self->session));
  bhc_directory_show (self, kept != NULL ? kept : none);
}

void
bhc_directory_set_session (BhcDirectory *self, BhcSession *session)
{
  BhcFeed *feed;

  g_return_if_fail (BHC_IS_DIRECTORY (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (bhc_session_get_feed (self->session), self);
  g_set_object (&self->session, session);
  self->asking = self->stale = FALSE;
  show_cached (self);
  if (session == NULL)
    return;

  feed = bhc_session_get_feed (session);
  g_signal_connect_object (feed, "directory", G_CALLBACK (bhc_directory_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (feed, "link-changed", G_CALLBACK (link_changed_cb), self, 0);
}

static GListModel *
get_list (BhcDirectory *self, Part part)
{
  g_return_val_if_fail (BHC_IS_DIRECTORY (self), NULL);

  return G_LIST_MODEL (self->lists[part]);
}

GListModel *
bhc_directory_get_colleagues (BhcDirectory *self)
{
  return get_list (self, COLLEAGUES);
}

GListModel *
bhc_directory_get_teams (BhcDirectory *self)
{
  return get_list (self, TEAMS);
}

GListModel *
bhc_directory_get_labels (BhcDirectory *self)
{
  return get_list (self, LABELS);
}

GListModel *
bhc_directory_get_canned (BhcDirectory *self)
{
  return get_list (self, CANNED);
}

GListModel *
bhc_directory_get_views (BhcDirectory *self)
{
  return get_list (self, VIEWS);
}

static gpointer
find (BhcDirectory *self, Part part, const char *id)
{
  g_return_val_if_fail (BHC_IS_DIRECTORY (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->by_id[part], id) : NULL;
}

BhcColleague *
bhc_directory_find_colleague (BhcDirectory *self, const char *id)
{
  return find (self, COLLEAGUES, id);
}

BhcTeam *
bhc_directory_find_team (BhcDirectory *self, const char *id)
{
  return find (self, TEAMS, id);
}

BhcLabel *
bhc_directory_find_label (BhcDirectory *self, const char *id)
{
  return find (self, LABELS, id);
}

BhcCanned *
bhc_directory_find_canned (BhcDirectory *self, const char *id)
{
  return find (self, CANNED, id);
}

BhcSavedView *
bhc_directory_find_view (BhcDirectory *self, const char *id)
{
  return find (self, VIEWS, id);
}
