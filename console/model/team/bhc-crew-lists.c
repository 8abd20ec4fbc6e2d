/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/team/bhc-crew-lists-private.h"

#include "console/model/directory/bhc-bag-private.h"

#include <string.h>

BhcMate *
bhc_crew_lists_find_mate (GListStore *mates, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (mates));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcMate) mate = g_list_model_get_item (G_LIST_MODEL (mates), i);

      if (g_strcmp0 (bhc_mate_get (mate)->id, id) == 0)
        return mate; /* the list holds it */
    }
  return NULL;
}

static int
compare_names (gconstpointer one, gconstpointer other)
{
  const BhcMateRecord *a = bhc_mate_get (*(BhcMate *const *) one);
  const BhcMateRecord *b = bhc_mate_get (*(BhcMate *const *) other);
  int order = g_utf8_collate (a->name, b->name);

  return order != 0 ? order : strcmp (a->id, b->id);
}

static gboolean
shows (GListStore *list, GPtrArray *objects)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n && n == objects->len; i++)
    {
      g_autoptr (GObject) shown = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (shown != objects->pdata[i])
        return FALSE;
    }
  return n == objects->len;
}

static void
show (GListStore *list, GPtrArray *objects)
{
  if (!shows (list, objects))
    g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), objects->pdata,
                         objects->len);
}

static void
take_mate (GListStore *mates, GPtrArray *objects, const BhcMateRecord *record)
{
  BhcMate *known = bhc_crew_lists_find_mate (mates, record->id);

  if (known != NULL)
    bhc_mate_set (known, record);
  g_ptr_array_add (objects, known != NULL ? g_object_ref (known) : bhc_mate_new (record));
}

static void
show_mates (GListStore *mates, GPtrArray *objects)
{
  g_ptr_array_sort (objects, compare_names);
  show (mates, objects);
}

static void
read_person (GListStore *mates, GPtrArray *objects, GVariant *values)
{
  g_autoptr (GVariant) who = g_variant_lookup_value (values, "operator", G_VARIANT_TYPE_VARDICT);
  BhcMateRecord record = { 0 };

  if (who == NULL || bhc_bag_get_text (who, "id") == NULL)
    return;
  record.id = (char *) bhc_bag_get_text (who, "id");
  record.name = (char *) bhc_bag_get_text (who, "name");
  record.name = record.name != NULL ? record.name : (char *) "";
  record.avatar = (char *) bhc_bag_get_text (who, "avatar");
  record.status = (char *) bhc_bag_get_text (who, "status");
  record.status = record.status != NULL ? record.status : (char *) "online";
  record.connected = bhc_bag_get_flag (values, "connected");
  record.open = bhc_bag_get_number (values, "open");
  record.waiting = bhc_bag_get_number (values, "waiting");
  take_mate (mates, objects, &record);
}

void
bhc_crew_lists_take_people (GListStore *mates, GVariant *answer)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GVariant) people =
      g_variant_lookup_value (answer, "people", G_VARIANT_TYPE ("aa{sv}"));

  for (gsize i = 0; people != NULL && i < g_variant_n_children (people); i++)
    {
      g_autoptr (GVariant) values = g_variant_get_child_value (people, i);

      read_person (mates, objects, values);
    }
  if (objects->len > 0) /* whoever asks is one of them */
    show_mates (mates, objects);
}

void
bhc_crew_lists_take_directory (GListStore *mates, BhcDirectory *directory)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *colleagues = bhc_directory_get_colleagues (directory);

  for (guint i = 0; i < g_list_model_get_n_items (colleagues); i++)
    {
      g_autoptr (BhcColleague) who = g_list_model_get_item (colleagues, i);
      BhcMate *known = bhc_crew_lists_find_mate (mates, bhc_colleague_get_id (who));
      BhcMateRecord record = { 0 };

      if (bhc_colleague_is_disabled (who) || bhc_colleague_get_name (who) == NULL)
        continue;
      if (known != NULL)
        record = *bhc_mate_get (known);
      record.id = (char *) bhc_colleague_get_id (who);
      record.name = (char *) bhc_colleague_get_name (who);
      record.avatar = (char *) bhc_colleague_get_avatar (who);
      record.status = (char *) bhc_colleague_get_status (who);
      take_mate (mates, objects, &record);
    }
  show_mates (mates, objects);
}

guint
bhc_crew_lists_take_unread (GListStore *mates, GVariant *answer)
{
  g_autoptr (GVariant) unread = g_variant_lookup_value (answer, "unread", G_VARIANT_TYPE_VARDICT);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (mates));
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcMate) mate = g_list_model_get_item (G_LIST_MODEL (mates), i);
      const char *id = bhc_mate_get (mate)->id;
      guint count = unread != NULL ? (guint) bhc_bag_get_number (unread, id) : 0;

      bhc_mate_set_unread (mate, count);
      sum += count;
    }
  return sum;
}

/* (transfer full) (nullable) */
static BhcAiRun *
find_run (GListStore *runs, const char *id, guint *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (runs));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcAiRun) run = g_list_model_get_item (G_LIST_MODEL (runs), i);

      *position = i;
      if (g_strcmp0 (bhc_ai_run_get_id (run), id) == 0)
        return g_steal_pointer (&run);
    }
  return NULL;
}

static gboolean
is_same_run (BhcAiRun *a, BhcAiRun *b)
{
  return g_strcmp0 (bhc_ai_run_get_provider (a), bhc_ai_run_get_provider (b)) == 0 &&
         bhc_ai_run_get_started (a) == bhc_ai_run_get_started (b) &&
         g_strcmp0 (bhc_ai_run_get_question (a), bhc_ai_run_get_question (b)) == 0;
}

void
bhc_crew_lists_take_runs (GListStore *runs, GVariant *answer)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GVariant) ai = g_variant_lookup_value (answer, "ai", G_VARIANT_TYPE ("aa{sv}"));
  guint position;

  for (gsize i = 0; ai != NULL && i < g_variant_n_children (ai); i++)
    {
      g_autoptr (BhcAiRun) run = bhc_ai_run_new (g_variant_get_child_value (ai, i));
      g_autoptr (BhcAiRun) known = find_run (runs, bhc_ai_run_get_id (run), &position);
      gboolean same = known != NULL && is_same_run (known, run);

      g_ptr_array_add (objects, g_object_ref (same ? known : run));
    }
  show (runs, objects);
}

void
bhc_crew_lists_end_run (GListStore *runs, const char *run)
{
  guint position;
  g_autoptr (BhcAiRun) found = find_run (runs, run, &position);

  if (found != NULL)
    g_list_store_remove (runs, position);
}
