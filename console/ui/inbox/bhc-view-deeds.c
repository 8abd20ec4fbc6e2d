/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-id.h"
#include "console/model/bhc-desk-ask.h"
#include "console/ui/inbox/bhc-view-words.h"
#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/inbox/bhc-view-deeds.h"

#define RENAME "views.rename"
#define UP "views.up"
#define DOWN "views.down"
#define REMOVE "views.remove"

const char *const bhc_view_deeds[] = { RENAME, UP, DOWN, REMOVE, NULL };

/* What a dialog is about: kept with the widget it stands over, until the next one. */
typedef struct
{
  GtkWidget *widget; /* outlives it */
  BhcDesk *desk;
  char *id;          /* (nullable) … of a view that is there */
  BhcFilter *filter; /* … or (nullable) of one that is to be */
  BhcSort sort;
} Matter;

static void
matter_free (Matter *matter)
{
  g_object_unref (matter->desk);
  g_clear_pointer (&matter->filter, bhc_filter_free);
  g_free (matter->id);
  g_free (matter);
}

static Matter *
matter_new (GtkWidget *widget, BhcDesk *desk, const char *id)
{
  Matter *matter = g_new0 (Matter, 1);

  matter->widget = widget;
  matter->desk = g_object_ref (desk);
  matter->id = g_strdup (id);
  g_object_set_data_full (G_OBJECT (widget), "view-matter", matter, (GDestroyNotify) matter_free);

  return matter;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (answer == NULL)
    gtk_widget_activate_action (widget, "desk.tell", "s", error->message);
}

/* @id: (nullable) of a new one. */
static void
ask (GtkWidget *widget, BhcDesk *desk, const char *method, const char *id, GVariant *values)
{
  g_autofree char *path =
      id != NULL ? g_strconcat ("/v1/desk/views/", id, NULL) : g_strdup ("/v1/desk/views");

  bhc_desk_ask_async (desk, method, path, values, NULL, asked_cb, g_object_ref (widget));
}

static void
patch (GtkWidget *widget, BhcDesk *desk, const char *id, const char *member, GVariant *value)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, member, value);
  ask (widget, desk, "PATCH", id, g_variant_dict_end (&dict));
}

static void
renamed (const char *name, gboolean shared, gpointer data)
{
  const Matter *matter = data;

  patch (matter->widget, matter->desk, matter->id, "name", g_variant_new_string (name));
}

static void
removed (gpointer data)
{
  const Matter *matter = data;

  ask (matter->widget, matter->desk, "DELETE", matter->id, NULL);
}

static void
ask_remove (GtkWidget *widget, BhcDesk *desk, BhcSavedView *saved)
{
  g_autofree char *heading =
      g_strdup_printf (_ ("Delete the View “%s”?"), bhc_saved_view_get_name (saved));

  bhc_compat_confirm (widget, heading,
                      bhc_saved_view_is_shared (saved)
                          ? _ ("It goes for everybody in the team. No conversation is deleted.")
                          : _ ("No conversation is deleted."),
                      _ ("_Delete"), removed,
                      matter_new (widget, desk, bhc_saved_view_get_id (saved)));
}

static gint64
find_at (GListModel *views, BhcSavedView *saved)
{
  guint i = 0;

  for (; i < g_list_model_get_n_items (views); i++)
    {
      g_autoptr (BhcSavedView) view = g_list_model_get_item (views, i);

      if (view == saved)
        break;
    }

  return i;
}

/* One's own and those of the team stand apart: nobody moves from one to the other. */
static gboolean
is_beside (GListModel *views, BhcSavedView *saved, gint64 at)
{
  g_autoptr (BhcSavedView) other =
      at >= 0 && at < G_MAXUINT ? g_list_model_get_item (views, (guint) at) : NULL;

  return other != NULL && bhc_saved_view_is_shared (other) == bhc_saved_view_is_shared (saved);
}

/* All get the number of their place: several may have had the same. */
static void
move (GtkWidget *widget, BhcDesk *desk, BhcSavedView *saved, int step)
{
  GListModel *views = bhc_directory_get_views (bhc_desk_get_directory (desk));
  gint64 n = g_list_model_get_n_items (views), at = find_at (views, saved);

  if (!is_beside (views, saved, at + step))
    return;

  for (gint64 i = 0; i < n; i++)
    {
      g_autoptr (BhcSavedView) view = g_list_model_get_item (views, (guint) i);
      gint64 to = i == at ? at + step : i == at + step ? at : i;

      if (bhc_saved_view_get_position (view) != to)
        patch (widget, desk, bhc_saved_view_get_id (view), "position", g_variant_new_int64 (to));
    }
}

void
bhc_view_deeds_do (GtkWidget *widget, BhcDesk *desk, const char *action, const char *id)
{
  BhcSavedView *saved = bhc_directory_find_view (bhc_desk_get_directory (desk), id);

  if (saved == NULL)
    return;

  if (g_str_equal (action, RENAME))
    bhc_view_words_ask (widget, _ ("Rename the View"), bhc_saved_view_get_name (saved), FALSE,
                        renamed, matter_new (widget, desk, id));
  else if (g_str_equal (action, REMOVE))
    ask_remove (widget, desk, saved);
  else
    move (widget, desk, saved, g_str_equal (action, UP) ? -1 : 1);
}

static void
named (const char *name, gboolean shared, gpointer data)
{
  const Matter *matter = data;
  g_autofree char *id = bh_id_new ();
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "id", "s", id);
  g_variant_dict_insert (&dict, "name", "s", name);
  g_variant_dict_insert (&dict, "shared", "b", shared);
  g_variant_dict_insert (&dict, "sort", "s", bhc_sort_to_string (matter->sort));
  g_variant_dict_insert_value (&dict, "filter", bhc_filter_to_values (matter->filter));
  ask (matter->widget, matter->desk, "POST", NULL, g_variant_dict_end (&dict));
}

void
bhc_view_deeds_save (GtkWidget *widget, BhcDesk *desk, const BhcFilter *filter, BhcSort sort)
{
  const BhOperator *me = bhc_desk_get_operator (desk);
  Matter *matter = matter_new (widget, desk, NULL);

  matter->filter = bhc_filter_copy (filter);
  matter->sort = sort;
  bhc_view_words_ask (widget, _ ("Save as a View"), "", me != NULL && me->role >= BH_ROLE_ADMIN,
                      named, matter);
}
