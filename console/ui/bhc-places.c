/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/team/bhc-crew.h"
#include "console/ui/account/bhc-account-button.h"
#include "console/ui/bhc-desk-page.h"
#include "console/ui/bhc-offline-bar.h"
#include "console/ui/bhc-place-button.h"
#include "console/ui/commands/bhc-commands.h"
#include "console/ui/contact/place/bhc-contacts-page.h"
#include "console/ui/insights/bhc-insights-page.h"
#include "console/ui/knowledge/bhc-knowledge-page.h"
#include "console/ui/search/bhc-search-page.h"
#include "console/ui/team/bhc-team-page.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-threshold.h"

#include "console/ui/bhc-places.h"

#define MAX_PLACES 8
#define WIDE 620 /* the buttons stand beside the page from here on */

struct _BhcPlaces
{
  GtkWidget parent_instance;

  BhcDesk *desk;
  char *place;
  BhcThreshold wide; /* the buttons stand in the rail, else below */

  GtkWidget *box;
  GtkWidget *rail_handle;
  GtkBox *rail;
  GtkBox *place_bar;
  GtkStack *stack;
  GMenuModel *accounts;            /* (nullable) */
  GtkWidget *me[2];                /* in the rail, in the bar */
  GtkLabel *counts[MAX_PLACES][2]; /* on the buttons */
};

typedef enum
{
  PROP_DESK = 1,
  PROP_PLACE,
  PROP_ACCOUNTS,
} BhcPlacesProperty;
static GParamSpec *props[PROP_ACCOUNTS + 1];

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcPlaces, bhc_places, GTK_TYPE_WIDGET)

static guint
count_waiting (BhcDesk *desk)
{
  return bhc_desk_get_count (desk, BHC_VIEW_WAITING);
}

static guint
count_whispers (BhcDesk *desk)
{
  return bhc_crew_get_n_unread (bhc_crew_of (desk));
}

/* Each is made when it is first gone to.  One that has a signal “failed” may say what failed. */
static const struct
{
  const char *name;
  const char *icon;
  const char *title;
  GtkWidget *(*make) (BhcDesk *desk);
  guint (*count) (BhcDesk *desk); /* (nullable) of what waits there */
} places[] = {
  { "inbox", "bellhop-all-symbolic", NC_ ("place", "Inbox"), bhc_desk_page_new, count_waiting },
  { "search", "system-search-symbolic", NC_ ("place", "Search"), bhc_search_page_new },
  { "contacts", "bellhop-person-symbolic", NC_ ("place", "Contacts"), bhc_contacts_page_new },
  { "knowledge", "bellhop-book-symbolic", NC_ ("place", "Knowledge"), bhc_knowledge_page_new },
  { "insights", "bellhop-chart-symbolic", NC_ ("place", "Insights"), bhc_insights_page_new },
  { "team", "bellhop-team-symbolic", NC_ ("place", "Team"), bhc_team_page_new, count_whispers },
};

static void
failed_cb (BhcPlaces *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static guint
find_place (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (places[i].name, name) == 0)
      return i;

  return 0;
}

static GtkWidget *
make_page (BhcPlaces *self, guint which)
{
  GtkWidget *page = places[which].make (self->desk);

  if (g_signal_lookup ("failed", G_OBJECT_TYPE (page)) != 0)
    g_signal_connect_swapped (page, "failed", G_CALLBACK (failed_cb), self);
  gtk_stack_add_titled (self->stack, page, places[which].name,
                        g_dpgettext2 (NULL, "place", places[which].title));
  return page;
}

/* The field that has the focus goes with its page. */
static void
drop_focus (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, page))
    gtk_root_set_focus (root, NULL);
}

/* A place that is not seen must not take part: its keys would act on what nobody looks at. */
static GtkWidget *
enter (BhcPlaces *self, const char *name)
{
  guint which = find_place (name);
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, places[which].name);
  GtkWidget *before = gtk_stack_get_visible_child (self->stack);

  if (page == NULL)
    page = make_page (self, which);
  if (before != NULL && before != page)
    drop_focus (before);
  if (before != NULL)
    gtk_widget_set_sensitive (before, FALSE);
  gtk_widget_set_sensitive (page, TRUE);
  gtk_stack_set_visible_child (self->stack, page);
  if (g_strcmp0 (self->place, places[which].name) == 0)
    return page;

  g_free (self->place);
  self->place = g_strdup (places[which].name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLACE]);
  return page;
}

static void
show_counts (BhcPlaces *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint n = places[i].count != NULL ? places[i].count (self->desk) : 0;
      g_autofree char *count = g_strdup_printf ("%u", n);

      for (guint row = 0; row < G_N_ELEMENTS (self->counts[i]); row++)
        {
          gtk_label_set_label (self->counts[i][row], count);
          gtk_widget_set_visible (GTK_WIDGET (self->counts[i][row]), n > 0);
        }
    }
}

static void
add_buttons (BhcPlaces *self, GtkBox *box, guint row)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *title = g_dpgettext2 (NULL, "place", places[i].title);
      GtkWidget *button =
          bhc_place_button_new (places[i].name, places[i].icon, title, &self->counts[i][row]);

      gtk_widget_set_hexpand (button, row == 1); /* the bar is as wide as the window */
      gtk_box_append (box, button);
    }
}

/* At the end of the rail, and of the bar, where the settings stand in the menu. */
static void
add_me (BhcPlaces *self)
{
  GtkWidget *filler = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_vexpand (filler, TRUE);
  gtk_box_append (self->rail, filler);
  gtk_box_append (self->rail, bhc_place_button_new_settings ());
  for (gsize i = 0; i < G_N_ELEMENTS (self->me); i++)
    self->me[i] = bhc_account_button_new (self->desk, self->accounts);
  gtk_box_append (self->rail, self->me[0]);
  gtk_box_append (self->place_bar, self->me[1]);
}

static void
lay_out (GtkWidget *widget)
{
  BhcPlaces *self = BHC_PLACES (widget);

  gtk_widget_set_visible (self->rail_handle, self->wide.reached);
  gtk_widget_set_visible (GTK_WIDGET (self->place_bar), !self->wide.reached);
}

static void
bhc_places_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  BhcPlaces *self = BHC_PLACES (widget);

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
  /* The buttons give way before the window must stop to shrink. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (GTK_WIDGET (self->stack), orientation, -1, minimum, NULL, NULL, NULL);
}

static void
bhc_places_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BhcPlaces *self = BHC_PLACES (widget);
  int minimum;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (self->box, MAX (width, minimum), height, baseline, NULL);
  bhc_place_button_fit (GTK_WIDGET (self->place_bar), width);
  bhc_threshold_look (&self->wide, width);
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcPlaces *self = BHC_PLACES (widget);

  bhc_account_button_popup (BHC_ACCOUNT_BUTTON (self->me[self->wide.reached ? 0 : 1]));
}

static void
open_conversation_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bhc_places_open_conversation (BHC_PLACES (widget), g_variant_get_string (parameter, NULL));
}

static void
open_message_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id, *words;
  gint64 seq;

  g_variant_get (parameter, "(&sx&s)", &id, &seq, &words);
  bhc_desk_page_open_message (BHC_DESK_PAGE (enter (BHC_PLACES (widget), "inbox")), id, seq, words);
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bhc_places_search (BHC_PLACES (widget), NULL);
}

static void
tell_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  failed_cb (BHC_PLACES (widget), g_variant_get_string (parameter, NULL));
}

static void
open_article_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcPlaces *self = BHC_PLACES (widget);
  const char *id, *passage;

  g_variant_get (parameter, "(&s&s)", &id, &passage);
  bhc_knowledge_page_open_article (BHC_KNOWLEDGE_PAGE (enter (self, "knowledge")), id, passage);
}

static void
open_whispers_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bhc_places_open_whispers (BHC_PLACES (widget), g_variant_get_string (parameter, NULL));
}

static void
bhc_places_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BhcPlaces *self = BHC_PLACES (object);

  switch ((BhcPlacesProperty) prop_id)
    {
    case PROP_DESK:
      g_set_object (&self->desk, g_value_get_object (value));
      break;
    case PROP_PLACE:
      enter (self, g_value_get_string (value));
      break;
    case PROP_ACCOUNTS:
      g_set_object (&self->accounts, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_places_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcPlaces *self = BHC_PLACES (object);

  switch ((BhcPlacesProperty) prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, self->desk);
      break;
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_ACCOUNTS:
      g_value_set_object (value, self->accounts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_places_constructed (GObject *object)
{
  BhcPlaces *self = BHC_PLACES (object);

  G_OBJECT_CLASS (bhc_places_parent_class)->constructed (object);
  bhc_compat_hide_pages (self->stack);
  add_me (self);
  enter (self, "inbox");
  g_signal_connect_object (self->desk, "notify::n-waiting", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bhc_crew_of (self->desk), "notify::n-unread", G_CALLBACK (show_counts),
                           self, G_CONNECT_SWAPPED);
  show_counts (self);
}

static void
bhc_places_dispose (GObject *object)
{
  BhcPlaces *self = BHC_PLACES (object);

  bhc_threshold_clear (&self->wide);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_PLACES);
  g_clear_object (&self->accounts);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->place, g_free);

  G_OBJECT_CLASS (bhc_places_parent_class)->dispose (object);
}

static void
bhc_places_class_init (BhcPlacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = bhc_places_constructed;
  object_class->dispose = bhc_places_dispose;
  object_class->set_property = bhc_places_set_property;
  object_class->get_property = bhc_places_get_property;
  widget_class->measure = bhc_places_measure;
  widget_class->size_allocate = bhc_places_size_allocate;

  props[PROP_DESK] =
      g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_PLACE] =
      g_param_spec_string ("place", NULL, NULL, "inbox",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_ACCOUNTS] =
      g_param_spec_object ("accounts", NULL, NULL, G_TYPE_MENU_MODEL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_property_action (widget_class, "places.show", "place");
  gtk_widget_class_install_action (widget_class, "places.menu", NULL, menu_cb);
  gtk_widget_class_install_action (widget_class, "places.open-conversation", "s",
                                   open_conversation_cb);
  gtk_widget_class_install_action (widget_class, "places.open-message", "(sxs)", open_message_cb);
  gtk_widget_class_install_action (widget_class, "places.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "places.open-whispers", "s", open_whispers_cb);
  gtk_widget_class_install_action (widget_class, "places.tell", "s", tell_cb);
  gtk_widget_class_install_action (widget_class, "places.open-article", "(ss)", open_article_cb);
  g_type_ensure (BHC_TYPE_OFFLINE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/bellhop/Console/bhc-places.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcPlaces, box);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaces, rail_handle);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaces, rail);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaces, place_bar);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaces, stack);
}

static void
bhc_places_init (BhcPlaces *self)
{
  bhc_threshold_init (&self->wide, GTK_WIDGET (self), WIDE, TRUE, lay_out);
  self->place = g_strdup (""); /* an action's state is never NULL */
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_commands_attach (GTK_WIDGET (self), "places");
  add_buttons (self, self->rail, 0);
  add_buttons (self, self->place_bar, 1);
}

GtkWidget *
bhc_places_new (BhcDesk *desk, GMenuModel *accounts)
{
  return g_object_new (BHC_TYPE_PLACES, "desk", desk, "accounts", accounts, NULL);
}

void
bhc_places_open_conversation (BhcPlaces *self, const char *id)
{
  g_return_if_fail (BHC_IS_PLACES (self));

  bhc_desk_page_open (BHC_DESK_PAGE (enter (self, "inbox")), id);
}

const char *
bhc_places_get_open (BhcPlaces *self)
{
  GtkWidget *page;

  g_return_val_if_fail (BHC_IS_PLACES (self), NULL);

  page = gtk_stack_get_visible_child (self->stack);
  return BHC_IS_DESK_PAGE (page) ? bhc_desk_page_get_open (BHC_DESK_PAGE (page)) : NULL;
}

void
bhc_places_search (BhcPlaces *self, const char *text)
{
  g_return_if_fail (BHC_IS_PLACES (self));

  bhc_search_page_find (BHC_SEARCH_PAGE (enter (self, "search")), text);
}

void
bhc_places_open_whispers (BhcPlaces *self, const char *colleague)
{
  g_return_if_fail (BHC_IS_PLACES (self));

  bhc_team_page_open (BHC_TEAM_PAGE (enter (self, "team")), colleague);
}
