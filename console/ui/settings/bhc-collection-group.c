/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/bhc-sheet-window.h"
#include "console/ui/settings/kinds/bhc-shown.h"
#include "console/ui/toolkit/bhc-dotted.h"

#include "console/ui/settings/bhc-collection-group.h"

struct _BhcCollectionGroup
{
  AdwBin parent_instance;

  BhcDesk *desk;
  const BhcCollection *collection;
  BhcSheets *sheets;
  gboolean writable;
  GtkWidget *group;
  GtkWidget *list;
  GtkWidget *empty;
  GtkWidget *more;
};

enum
{
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcCollectionGroup, bhc_collection_group, ADW_TYPE_BIN)

static void
bhc_collection_group_dispose (GObject *object)
{
  BhcCollectionGroup *self = BHC_COLLECTION_GROUP (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->sheets);

  G_OBJECT_CLASS (bhc_collection_group_parent_class)->dispose (object);
}

static void
bhc_collection_group_class_init (BhcCollectionGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_collection_group_dispose;

  signals[CLOSED] = g_signal_new ("closed", BHC_TYPE_COLLECTION_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
bhc_collection_group_init (BhcCollectionGroup *self)
{
}

static void
closed_cb (BhcCollectionGroup *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
open_window (BhcCollectionGroup *self, BhcSheet *sheet)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *window = bhc_sheet_window_new (GTK_WINDOW (root), self->desk, self->collection,
                                            self->sheets, sheet, self->writable);

  g_signal_connect_object (window, "destroy", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_cb (BhcCollectionGroup *self)
{
  open_window (self, NULL);
}

static void
activated_cb (BhcCollectionGroup *self, GtkListBoxRow *row)
{
  BhcSheet *sheet = g_object_get_data (G_OBJECT (row), "sheet");

  if (sheet != NULL)
    open_window (self, sheet);
}

/* The stable words of a choice in words for people; anything else as it is. */
static const char *
in_words (const BhcCollection *collection, const char *name, const char *text)
{
  for (const BhcSetting *setting = collection->settings; setting->label != NULL; setting++)
    for (const BhcChoice *choice = setting->choices;
         choice != NULL && choice->value != NULL && g_strcmp0 (setting->name, name) == 0; choice++)
      if (g_str_equal (choice->value, text))
        return _ (choice->label);
  return text;
}

static const BhcSetting *
find_setting (const BhcCollection *collection, const char *name)
{
  for (const BhcSetting *setting = collection->settings; setting->label != NULL; setting++)
    if (g_strcmp0 (setting->name, name) == 0)
      return setting;
  return NULL;
}

static char *
list_in_words (const BhcCollection *collection, const char *name, GVariant *value)
{
  g_autofree const char **words = g_variant_get_strv (value, NULL);

  for (const char **word = words; *word != NULL; word++)
    *word = in_words (collection, name, *word);
  return g_strjoinv (C_ ("list", ", "), (char **) words);
}

/* Returns: (transfer full) (nullable): NULL where there is nothing to say */
static char *
describe_member (const BhcCollection *collection, BhcSheet *sheet, const char *name)
{
  const BhcSetting *setting = find_setting (collection, name);
  g_autoptr (GVariant) value = g_variant_lookup_value (bhc_sheet_get_values (sheet), name, NULL);

  if (value == NULL)
    return NULL;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return list_in_words (collection, name, value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_strdup (in_words (collection, name, g_variant_get_string (value, NULL)));
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return NULL;
  if (setting != NULL && setting->kind == BHC_SETTING_TIME)
    return bhc_shown_time (g_variant_get_int64 (value));
  /* Translators: what is counted, and how many there are: “Attempts: 3” */
  return g_strdup_printf (_ ("%s: %d"), setting != NULL ? _ (setting->label) : name,
                          (int) g_variant_get_int64 (value));
}

static char *
describe (const BhcCollection *collection, BhcSheet *sheet)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (collection->details); i++)
    {
      const char *name = collection->details[i];
      g_autofree char *words = name != NULL ? describe_member (collection, sheet, name) : NULL;

      if (words != NULL && *words != '\0')
        g_ptr_array_add (facts, g_steal_pointer (&words));
    }
  return bhc_dotted_all (facts);
}

static void
fill_row (GtkWidget *row, BhcDesk *desk, const BhcCollection *collection, BhcSheet *sheet)
{
  g_autofree char *details =
      collection->tell != NULL ? collection->tell (desk, sheet) : describe (collection, sheet);

  g_autofree char *name = describe_member (collection, sheet, collection->name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name != NULL ? name : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
}

static void
sheet_changed_cb (BhcSheet *sheet, GtkWidget *row)
{
  const BhcCollection *collection = g_object_get_data (G_OBJECT (row), "collection");
  GtkWidget *state = g_object_get_data (G_OBJECT (row), "state");

  gboolean off =
      (collection->enabled != NULL && !bhc_sheet_get_flag (sheet, collection->enabled)) ||
      (collection->off != NULL && bhc_sheet_get_flag (sheet, collection->off));
  g_autofree char *failing =
      collection->failing != NULL ? describe_member (collection, sheet, collection->failing) : NULL;

  fill_row (row, g_object_get_data (G_OBJECT (row), "desk"), collection, sheet);
  gtk_label_set_label (GTK_LABEL (state),
                       failing == NULL
                           ? collection->off_label != NULL ? _ (collection->off_label) : _ ("Off")
                       : off ? _ ("Switched off: it failed")
                             : _ ("Fails"));
  gtk_widget_set_visible (state, off || failing != NULL);
  gtk_widget_set_css_classes (state,
                              (const char *[]){ failing != NULL ? "error" : "dim-label", NULL });
}

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer row)
{
  BhcSheet *sheet = g_object_get_data (G_OBJECT (row), "sheet");
  const BhcCollection *collection = g_object_get_data (G_OBJECT (row), "collection");
  GdkRGBA color;

  if (!gdk_rgba_parse (&color, bhc_sheet_get_text (sheet, collection->color)))
    return;
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0 - 1, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* Its name tells it apart for who cannot see it. */
static void
add_swatch (GtkWidget *row, BhcSheet *sheet)
{
  GtkWidget *area =
      g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                    "content-width", 16, "content-height", 16, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_swatch, row, NULL);
  g_signal_connect_object (sheet, "changed", G_CALLBACK (gtk_widget_queue_draw), area,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), area);
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  BhcCollectionGroup *self = data;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *state = gtk_label_new (_ ("Off"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_label_set_justify (GTK_LABEL (state), GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (state), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "sheet", g_object_ref (item), g_object_unref);
  g_object_set_data (G_OBJECT (row), "collection", (gpointer) self->collection);
  g_object_set_data (G_OBJECT (row), "state", state);
  g_object_set_data_full (G_OBJECT (row), "desk", g_object_ref (self->desk), g_object_unref);
  if (self->collection->color != NULL)
    add_swatch (row, item);
  g_signal_connect_object (item, "changed", G_CALLBACK (sheet_changed_cb), row, 0);
  sheet_changed_cb (item, row);
  return row;
}

static void
show_empty (BhcCollectionGroup *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->sheets)) == 0;

  gtk_widget_set_visible (self->empty, empty);
  gtk_widget_set_visible (self->list, !empty);
  gtk_widget_set_visible (self->more, bhc_sheets_has_more (self->sheets));
}

/* Below the records, where the next one will stand: beside the title there is no room for it in a
 * narrow window or in large text. */
static void
add_adder (BhcCollectionGroup *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ (self->collection->add));
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_css_classes (button, (const char *[]){ "card", "activatable", "adder", NULL });
  gtk_widget_set_visible (button, self->writable);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), button);
}

/* What comes by itself is looked for, not added. */
static void
add_reload (BhcCollectionGroup *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Reload"));

  gtk_widget_add_css_class (button, "small-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (bhc_sheets_load), self->sheets,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self->group), button);
}

static void
add_list (BhcCollectionGroup *self)
{
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->collection->title), -1);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), G_LIST_MODEL (self->sheets), make_row, self,
                           NULL);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->empty = gtk_label_new (_ (self->collection->empty));
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->empty), GTK_JUSTIFY_CENTER);
  gtk_widget_set_css_classes (self->empty, (const char *[]){ "card", "none", NULL });
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->list);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->empty);
  self->more = gtk_button_new_with_mnemonic (_ ("Show _More"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->more, 12);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (bhc_sheets_load_more), self->sheets,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), self->more);
}

GtkWidget *
bhc_collection_group_new (BhcDesk *desk,
                          const BhcCollection *collection,
                          BhcSheets *sheets,
                          gboolean writable)
{
  BhcCollectionGroup *self = g_object_new (BHC_TYPE_COLLECTION_GROUP, NULL);

  self->desk = g_object_ref (desk);
  self->collection = collection;
  self->sheets = g_object_ref (sheets);
  self->writable = writable;
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ (collection->title));
  if (collection->hint != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group),
                                           _ (collection->hint));
  adw_bin_set_child (ADW_BIN (self), self->group);
  add_list (self);
  if (collection->add != NULL)
    add_adder (self);
  else
    add_reload (self);
  g_signal_connect_object (sheets, "items-changed", G_CALLBACK (show_empty), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sheets, "changed", G_CALLBACK (show_empty), self, G_CONNECT_SWAPPED);
  show_empty (self);
  return GTK_WIDGET (self);
}
