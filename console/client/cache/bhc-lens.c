/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-lens.h"

#include <string.h>

#define BETWEEN " "
#define NOBODY "-"

static BhcLens *
lens_alloc (const char *me)
{
  BhcLens *self = g_atomic_rc_box_new0 (BhcLens);

  self->me = g_strdup (me);

  return self;
}

static void
lens_clear (gpointer data)
{
  BhcLens *self = data;

  for (guint i = 0; i < BHC_N_SAVED; i++)
    {
      g_free (self->slots[i].id);
      g_clear_pointer (&self->slots[i].filter, bhc_filter_free);
      g_clear_pointer (&self->slots[i].asked, g_variant_unref);
    }
  g_free (self->me);
}

BhcLens *
bhc_lens_ref (BhcLens *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
bhc_lens_unref (BhcLens *self)
{
  g_atomic_rc_box_release_full (self, lens_clear);
}

static guint
find_slot (const BhcLens *self, const char *id)
{
  guint i = 0;

  while (i < BHC_N_SAVED && g_strcmp0 (self->slots[i].id, id) != 0)
    i++;

  return i;
}

/* Returns: (transfer full): the records of the saved views by id */
static GHashTable *
read_views (GVariant *directory)
{
  GHashTable *views =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  g_autoptr (GVariant) list =
      directory != NULL ? g_variant_lookup_value (directory, "views", G_VARIANT_TYPE ("aa{sv}"))
                        : NULL;

  for (gsize i = 0; list != NULL && i < g_variant_n_children (list); i++)
    {
      g_autoptr (GVariant) view = g_variant_get_child_value (list, i);
      const char *id;

      if (g_variant_lookup (view, "id", "&s", &id) && *id != '\0')
        g_hash_table_replace (views, g_strdup (id), g_steal_pointer (&view));
    }

  return views;
}

static void
fill_slot (BhcLens *self, guint i, const char *id, GVariant *view)
{
  BhcSlot *slot = &self->slots[i];
  g_autoptr (GVariant) asked = g_variant_lookup_value (view, "filter", G_VARIANT_TYPE_VARDICT);

  slot->id = g_strdup (id);
  slot->filter = bhc_filter_from_values (asked);
  slot->asked = g_variant_ref_sink (bhc_filter_to_values (slot->filter));
}

static gboolean
asks_the_same (const BhcSlot *one, const BhcSlot *other)
{
  return one->asked != NULL && other->asked != NULL && g_variant_equal (one->asked, other->asked);
}

/* Those that had a place stay there. */
static void
keep_places (BhcLens *self, const BhcLens *before, GHashTable *views)
{
  for (guint i = 0; i < BHC_N_SAVED; i++)
    {
      const char *id = before->slots[i].id;
      GVariant *view = id != NULL ? g_hash_table_lookup (views, id) : NULL;

      if (view == NULL)
        continue;
      fill_slot (self, i, id, view);
      if (!asks_the_same (&self->slots[i], &before->slots[i]))
        self->fresh |= 1u << (BHC_VIEW_SAVED + i);
      g_hash_table_remove (views, self->slots[i].id);
    }
}

/* More than there are bits for are let be: the daemon allows no more. */
static void
give_places (BhcLens *self, GHashTable *views)
{
  GHashTableIter iter;
  const char *id;
  GVariant *view;

  g_hash_table_iter_init (&iter, views);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &view))
    {
      guint i = find_slot (self, NULL);

      if (i == BHC_N_SAVED)
        return;
      fill_slot (self, i, id, view);
      self->fresh |= 1u << (BHC_VIEW_SAVED + i);
    }
}

BhcLens *
bhc_lens_follow (const BhcLens *before, GVariant *directory)
{
  g_autoptr (GHashTable) views = read_views (directory);
  BhcLens *self = lens_alloc (before->me);

  keep_places (self, before, views);
  give_places (self, views);

  return self;
}

BhcLens *
bhc_lens_new (const char *me, const char *slots, GVariant *directory)
{
  g_autoptr (BhcLens) places = lens_alloc (me);
  g_auto (GStrv) ids = g_strsplit (slots != NULL ? slots : "", BETWEEN, BHC_N_SAVED);

  for (guint i = 0; ids[i] != NULL; i++)
    if (strcmp (ids[i], NOBODY) != 0 && *ids[i] != '\0')
      places->slots[i].id = g_strdup (ids[i]);

  return bhc_lens_follow (places, directory);
}

char *
bhc_lens_describe (const BhcLens *self)
{
  const char *ids[BHC_N_SAVED + 1] = { NULL };

  for (guint i = 0; i < BHC_N_SAVED; i++)
    ids[i] = self->slots[i].id != NULL ? self->slots[i].id : NOBODY;

  return g_strjoinv (BETWEEN, (char **) ids);
}

guint
bhc_lens_find (const BhcLens *self, const char *view)
{
  guint i = view != NULL ? find_slot (self, view) : BHC_N_SAVED;

  return i < BHC_N_SAVED ? BHC_VIEW_SAVED + i : BHC_VIEW_NONE;
}

BhcPlace
bhc_lens_place (const BhcLens *self, const BhConversation *conversation, gint64 now_us)
{
  BhcViews views = bhc_views_of (conversation, self->me);
  BhcPlace place = { .updated_us = conversation->updated_us,
                     .waiting_us = conversation->waiting_since_us,
                     .rank = bhc_priority_rank (conversation->priority) };

  for (guint i = 0; i < BHC_N_SAVED; i++)
    if (self->slots[i].filter != NULL &&
        bhc_filter_matches (self->slots[i].filter, conversation, self->me, now_us))
      views |= 1u << (BHC_VIEW_SAVED + i);
  place.views = views;

  return place;
}
