/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/knowledge/bhc-section-choice.h"

struct _BhcSectionChoice
{
  AdwBin parent_instance;

  GtkSelectionModel *pages; /* (nullable) of AdwViewStackPage */
  GtkDropDown *drop;
};

typedef enum
{
  PROP_STACK = 1,
} BhcSectionChoiceProperty;
static GParamSpec *props[PROP_STACK + 1];

G_DEFINE_FINAL_TYPE (BhcSectionChoice, bhc_section_choice, ADW_TYPE_BIN)

static void
chosen_cb (BhcSectionChoice *self)
{
  guint chosen = gtk_drop_down_get_selected (self->drop);

  if (chosen != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_select_item (self->pages, chosen, TRUE);
}

/* With how much there is to do. */
static char *
describe (AdwViewStackPage *page)
{
  const char *title = adw_view_stack_page_get_title (page);
  guint n = adw_view_stack_page_get_badge_number (page);

  return n > 0 ? g_strdup_printf ("%s (%u)", title, n) : g_strdup (title);
}

static GListModel *
list_words (BhcSectionChoice *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));
  GtkStringList *words = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (self->pages), i);

      gtk_string_list_take (words, describe (page));
    }
  return G_LIST_MODEL (words);
}

static void
show_choice (BhcSectionChoice *self)
{
  g_autoptr (GtkBitset) shown = gtk_selection_model_get_selection (self->pages);

  if (!gtk_bitset_is_empty (shown))
    gtk_drop_down_set_selected (self->drop, gtk_bitset_get_minimum (shown));
}

static void
show_words (BhcSectionChoice *self)
{
  g_autoptr (GListModel) words = list_words (self);

  g_signal_handlers_block_by_func (self->drop, chosen_cb, self);
  gtk_drop_down_set_model (self->drop, words);
  show_choice (self);
  g_signal_handlers_unblock_by_func (self->drop, chosen_cb, self);
}

static void
set_stack (BhcSectionChoice *self, AdwViewStack *stack)
{
  guint n;

  if (stack == NULL)
    return;

  self->pages = adw_view_stack_get_pages (stack);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->pages));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (self->pages), i);

      g_signal_connect_object (page, "notify::badge-number", G_CALLBACK (show_words), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (show_choice), self,
                           G_CONNECT_SWAPPED);
  show_words (self);
}

static void
bhc_section_choice_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch ((BhcSectionChoiceProperty) prop_id)
    {
    case PROP_STACK:
      set_stack (BHC_SECTION_CHOICE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_section_choice_dispose (GObject *object)
{
  g_clear_object (&BHC_SECTION_CHOICE (object)->pages);

  G_OBJECT_CLASS (bhc_section_choice_parent_class)->dispose (object);
}

static void
bhc_section_choice_class_init (BhcSectionChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bhc_section_choice_dispose;
  object_class->set_property = bhc_section_choice_set_property;

  props[PROP_STACK] = g_param_spec_object ("stack", NULL, NULL, ADW_TYPE_VIEW_STACK,
                                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_section_choice_init (BhcSectionChoice *self)
{
  self->drop = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sections"), -1);
  g_signal_connect_swapped (self->drop, "notify::selected", G_CALLBACK (chosen_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop));
}
