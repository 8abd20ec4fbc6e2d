/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-error.h"
#include "console/model/contacts/bhc-contact-list.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/bhc-time.h"
#include "console/ui/contact/bhc-address-link.h"
#include "console/ui/contact/bhc-fact.h"
#include "console/ui/contact/card/bhc-contact-card.h"
#include "console/ui/contact/deeds/bhc-contact-deeds.h"
#include "console/ui/contact/place/bhc-contact-row.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/contact/place/bhc-contacts-page.h"

struct _BhcContactsPage
{
  AdwBin parent_instance;

  BhcDesk *desk; /* (nullable) */
  BhcContactList *contacts;
  char *current; /* (nullable) the contact that is open */
  gboolean silent;

  AdwLeaflet *leaflet;
  AdwHeaderBar *list_header;
  GtkSearchEntry *search;
  GtkStack *stack;
  AdwStatusPage *empty;
  AdwStatusPage *problem;
  GtkSingleSelection *selection;
  GtkScrolledWindow *scroller;
  GtkWidget *more;
  GtkWidget *back;
  GtkMenuButton *menu;
  GtkStack *side;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLinkButton *email;
  GtkWidget *verified;
  GtkWidget *blocked;
  BhcFact *external_id;
  BhcFact *first_seen;
  BhcContactCard *card;
};

typedef enum
{
  PROP_DESK = 1,
} BhcContactsPageProperty;
static GParamSpec *props[PROP_DESK + 1];

G_DEFINE_FINAL_TYPE (BhcContactsPage, bhc_contacts_page, ADW_TYPE_BIN)

/* ---- the list ---- */

static const char *
page_name (BhcContactsPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->contacts)) > 0)
    return "list";
  if (bhc_contact_list_is_loading (self->contacts))
    return "loading";

  return bhc_contact_list_get_error (self->contacts) != NULL ? "problem" : "empty";
}

static void
show_list (BhcContactsPage *self)
{
  const GError *error = bhc_contact_list_get_error (self->contacts);
  gboolean searched = *bhc_contact_list_get_words (self->contacts) != '\0';
  gboolean offline = g_error_matches (error, BH_ERROR, BH_ERROR_OFFLINE);

  if (self->stack == NULL)
    return;
  adw_status_page_set_title (self->empty, searched ? _ ("Nobody Found") : _ ("No Contacts Yet"));
  adw_status_page_set_description (
      self->empty, searched ? _ ("Names, addresses and ids are looked at, from their beginnings.")
                            : _ ("Whoever writes to you appears here."));
  adw_status_page_set_title (self->problem,
                             offline ? _ ("No Connection") : _ ("Contacts Could Not Be Loaded"));
  bhc_problem_describe (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (self->more, bhc_contact_list_has_more (self->contacts));
  gtk_stack_set_visible_child_name (self->stack, page_name (self));
}

/* The list has other rows whenever it was read anew: who is open stays chosen. */
static void
choose_current (BhcContactsPage *self)
{
  GListModel *contacts = G_LIST_MODEL (self->contacts);
  gboolean open = self->current != NULL &&
                  g_strcmp0 (adw_leaflet_get_visible_child_name (self->leaflet), "contact") == 0;

  for (guint i = 0; open && i < g_list_model_get_n_items (contacts); i++)
    {
      g_autoptr (BhcContactEntry) entry = g_list_model_get_item (contacts, i);

      if (g_str_equal (bhc_contact_entry_get_id (entry), self->current))
        gtk_single_selection_set_selected (self->selection, i);
    }
}

static void
changed_list_cb (BhcContactsPage *self)
{
  show_list (self);
  choose_current (self);
}

static void
more_cb (BhcContactsPage *self)
{
  bhc_contact_list_load_more (self->contacts);
}

static void
edge_cb (BhcContactsPage *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM)
    bhc_contact_list_load_more (self->contacts);
}

static void
retry_cb (BhcContactsPage *self)
{
  bhc_contact_list_reload (self->contacts);
}

static void
searched_cb (BhcContactsPage *self)
{
  bhc_contact_list_search (self->contacts, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, bhc_contact_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  bhc_contact_row_show (BHC_CONTACT_ROW (gtk_list_item_get_child (item)),
                        gtk_list_item_get_item (item));
}

/* ---- the one who is open ---- */

static BhcPerson
get_person (BhcContactsPage *self)
{
  GVariant *contact = bhc_contact_card_get_contact (self->card);
  BhcPerson person = { .id = self->current, .name = "", .email = "" };

  if (contact != NULL)
    {
      g_variant_lookup (contact, "email", "&s", &person.email);
      g_variant_lookup (contact, "blocked", "b", &person.blocked);
    }
  person.name = gtk_label_get_label (self->name);
  return person;
}

static void
enable (BhcContactsPage *self)
{
  const BhcPerson person = get_person (self);

  gtk_widget_set_visible (GTK_WIDGET (self->menu), self->current != NULL);
  bhc_contact_deeds_enable (GTK_WIDGET (self), self->desk, self->current != NULL ? &person : NULL);
}

static void
show_head (BhcContactsPage *self, BhcContactEntry *entry)
{
  const char *name = bhc_contact_entry_get_name (entry);

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name, name);
  bhc_address_link_show (self->email, bhc_contact_entry_get_email (entry));
  gtk_widget_set_visible (self->verified, bhc_contact_entry_is_verified (entry));
  gtk_widget_set_visible (self->blocked, bhc_contact_entry_is_blocked (entry));
  bhc_fact_set_value (self->external_id, bhc_contact_entry_get_external_id (entry));
}

static void
loaded_cb (BhcContactsPage *self, GVariant *contact)
{
  GVariantDict row;
  g_autoptr (GVariant) values = NULL;
  g_autoptr (BhcContactEntry) entry = NULL;
  gint64 created_us = 0;
  g_autofree char *first_seen = NULL;

  g_variant_dict_init (&row, NULL);
  g_variant_dict_insert_value (&row, "contact", contact);
  values = g_variant_ref_sink (g_variant_dict_end (&row));
  entry = bhc_contact_entry_new (values);
  show_head (self, entry);
  g_variant_lookup (contact, "created_us", "x", &created_us);
  first_seen = created_us > 0 ? bhc_time_moment (created_us) : NULL;
  bhc_fact_set_value (self->first_seen, first_seen);
  enable (self);
}

static void
leave (BhcContactsPage *self)
{
  g_clear_pointer (&self->current, g_free);
  bhc_contact_card_show (self->card, NULL, NULL);
  gtk_stack_set_visible_child_name (self->side, "nobody");
  adw_leaflet_set_visible_child_name (self->leaflet, "list");
  self->silent = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->silent = FALSE;
  enable (self);
}

static void
gone_cb (BhcContactsPage *self, const char *id)
{
  bhc_contact_list_forget (self->contacts, id);
  if (g_strcmp0 (self->current, id) == 0)
    leave (self);
}

static void
open_entry (BhcContactsPage *self, BhcContactEntry *entry)
{
  g_autofree char *id = g_strdup (bhc_contact_entry_get_id (entry));

  if (g_strcmp0 (self->current, id) != 0)
    {
      g_free (self->current);
      self->current = g_steal_pointer (&id);
      show_head (self, entry);
      bhc_fact_set_value (self->first_seen, NULL);
      bhc_contact_card_show (self->card, self->current, NULL);
    }
  gtk_stack_set_visible_child_name (self->side, "contact");
  adw_leaflet_set_visible_child_name (self->leaflet, "contact");
  enable (self);
}

static void
selected_cb (BhcContactsPage *self)
{
  BhcContactEntry *entry = gtk_single_selection_get_selected_item (self->selection);

  if (!self->silent && entry != NULL)
    open_entry (self, entry);
}

static void
activate_cb (BhcContactsPage *self, guint position)
{
  g_autoptr (BhcContactEntry) entry =
      g_list_model_get_item (G_LIST_MODEL (self->contacts), position);

  if (entry != NULL)
    open_entry (self, entry);
}

static void
back_cb (BhcContactsPage *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "list");
  self->silent = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->silent = FALSE;
}

static void
folded_cb (BhcContactsPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gtk_widget_set_visible (self->back, folded);
  adw_header_bar_set_show_end_title_buttons (self->list_header, folded);
}

static void
deed_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcContactsPage *self = BHC_CONTACTS_PAGE (widget);
  const BhcPerson person = get_person (self);

  gtk_widget_set_visible (GTK_WIDGET (self->menu), self->current != NULL);
  bhc_contact_deeds_do (widget, self->desk, &person, name);
}

static gboolean
write_cb (BhcContactsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "contact.mail", NULL);
  return TRUE;
}

static void
changed_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcContactsPage *self = BHC_CONTACTS_PAGE (widget);

  bhc_contact_card_reload (self->card);
  bhc_contact_list_reload (self->contacts);
}

static void
gone_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gone_cb (BHC_CONTACTS_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (BHC_CONTACTS_PAGE (widget)->search));
}

/* Whoever has written since is seen when one comes here. */
static void
bhc_contacts_page_map (GtkWidget *widget)
{
  BhcContactsPage *self = BHC_CONTACTS_PAGE (widget);

  GTK_WIDGET_CLASS (bhc_contacts_page_parent_class)->map (widget);
  bhc_contact_list_reload (self->contacts);
  bhc_contact_card_reload (self->card);
}

static void
state_cb (BhcContactsPage *self)
{
  if (bhc_desk_get_state (self->desk) == BHC_STATE_ONLINE &&
      gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      bhc_contact_list_get_error (self->contacts) != NULL)
    bhc_contact_list_reload (self->contacts);
}

static void
set_desk (BhcContactsPage *self, BhcDesk *desk)
{
  g_set_object (&self->desk, desk);
  self->contacts = bhc_contact_list_new (desk);
  g_object_set (self->card, "desk", desk, NULL);
  self->silent = TRUE;
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->contacts));
  self->silent = FALSE;
  g_signal_connect_object (self->contacts, "changed", G_CALLBACK (changed_list_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
}

static void
bhc_contacts_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((BhcContactsPageProperty) prop_id)
    {
    case PROP_DESK:
      set_desk (BHC_CONTACTS_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_contacts_page_dispose (GObject *object)
{
  BhcContactsPage *self = BHC_CONTACTS_PAGE (object);

  self->silent = TRUE;
  if (self->leaflet != NULL)
    g_signal_handlers_disconnect_by_data (self->leaflet, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_CONTACTS_PAGE);
  g_clear_object (&self->contacts);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->current, g_free);

  G_OBJECT_CLASS (bhc_contacts_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, list_header);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, search);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, problem);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, selection);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, more);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, back);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, menu);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, side);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, name);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, email);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, verified);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, blocked);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, external_id);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, first_seen);
  gtk_widget_class_bind_template_child (widget_class, BhcContactsPage, card);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, gone_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
}

static void
bhc_contacts_page_class_init (BhcContactsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_contacts_page_dispose;
  object_class->set_property = bhc_contacts_page_set_property;
  widget_class->map = bhc_contacts_page_map;
  props[PROP_DESK] =
      g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  bhc_contact_deeds_install (widget_class, deed_cb);
  gtk_widget_class_install_action (widget_class, "contact.changed", "s", changed_cb);
  gtk_widget_class_install_action (widget_class, "contact.gone", "s", gone_action_cb);
  gtk_widget_class_install_action (widget_class, "contacts.find", NULL, find_cb);
  g_type_ensure (BHC_TYPE_CONTACT_CARD);
  g_type_ensure (BHC_TYPE_FACT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-contacts-page.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
bhc_contacts_page_init (BhcContactsPage *self)
{
  g_autoptr (GMenuModel) menu = bhc_contact_deeds_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_parts_mend (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  bhc_compat_hide_pages (self->side);
  gtk_menu_button_set_menu_model (self->menu, menu);
  folded_cb (self);
}

GtkWidget *
bhc_contacts_page_new (BhcDesk *desk)
{
  return g_object_new (BHC_TYPE_CONTACTS_PAGE, "desk", desk, NULL);
}
