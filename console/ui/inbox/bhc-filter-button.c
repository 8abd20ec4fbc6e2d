/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/inbox/bhc-filter-button.h"

#define MAX_HEIGHT 420
#define FRAME 48 /* of the popover, on both sides together */

struct _BhcFilterButton
{
  AdwBin parent_instance;

  BhcDesk *desk; /* (nullable) */
  BhcFilter *filter;
  gboolean silent;
  GtkWidget *button;
  GtkWidget *box;
  GtkWidget *save;
  GtkWidget *clear;
  GtkWidget *foot; /* holds both */
};

typedef enum
{
  PROP_DESK = 1,
} BhcFilterButtonProperty;
static GParamSpec *props[PROP_DESK + 1];

enum
{
  CHANGED,
  SAVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcFilterButton, bhc_filter_button, ADW_TYPE_BIN)

/* The choices that are always the same: words of the wire and of people. */
typedef struct
{
  const char *word;
  const char *title;
} Choice;

static const Choice statuses[] = { { "unresolved", N_ ("With the assistant") },
                                   { "escalated", N_ ("With people") },
                                   { "resolved", N_ ("Resolved") },
                                   { NULL } };
static const Choice priorities[] = { { "urgent", N_ ("Urgent") },
                                     { "high", N_ ("High") },
                                     { "normal", N_ ("Normal") },
                                     { "low", N_ ("Low") },
                                     { NULL } };
static const Choice channels[] = { { "widget", N_ ("Website") },
                                   { "api", N_ ("API") },
                                   { "offline", N_ ("Form") },
                                   { NULL } };
static const Choice owners[] = { { "me", N_ ("Me") }, { "none", N_ ("Nobody") }, { NULL } };
static const Choice no_team[] = { { "none", N_ ("No team") }, { NULL } };
static const Choice none[] = { { NULL } };

typedef GListModel *(*ListOf) (BhcDirectory *directory);

static const struct
{
  const char *title;
  gsize offset; /* of its list in the filter */
  const Choice *choices;
  ListOf list; /* (nullable) and behind them those of the directory */
} groups[] = {
  { N_ ("Status"), G_STRUCT_OFFSET (BhcFilter, statuses), statuses, NULL },
  { N_ ("Priority"), G_STRUCT_OFFSET (BhcFilter, priorities), priorities, NULL },
  { N_ ("Label"), G_STRUCT_OFFSET (BhcFilter, labels), none, bhc_directory_get_labels },
  { N_ ("Assigned To"), G_STRUCT_OFFSET (BhcFilter, assignees), owners,
    bhc_directory_get_colleagues },
  { N_ ("Team"), G_STRUCT_OFFSET (BhcFilter, teams), no_team, bhc_directory_get_teams },
  { N_ ("Channel"), G_STRUCT_OFFSET (BhcFilter, channels), channels, NULL },
};

static const gint64 days[] = { 0, 1, 7, 30, 90, 365 };

static void
show_state (BhcFilterButton *self)
{
  gboolean asks = !bhc_filter_is_empty (self->filter);

  gtk_widget_set_sensitive (self->save, asks);
  gtk_widget_set_sensitive (self->clear, asks);
  if (asks)
    gtk_widget_add_css_class (self->button, "accent");
  else
    gtk_widget_remove_css_class (self->button, "accent");
  gtk_widget_set_tooltip_text (self->button,
                               asks ? _ ("Filtered: Change the Filter") : _ ("Filter"));
}

static void
changed (BhcFilterButton *self)
{
  show_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
toggle_word (char ***list, const char *word, gboolean on)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) old = *list;

  for (guint i = 0; old != NULL && old[i] != NULL; i++)
    if (!g_str_equal (old[i], word))
      g_strv_builder_add (words, old[i]);
  if (on)
    g_strv_builder_add (words, word);
  *list = g_strv_builder_end (words);
  if (**list == NULL)
    g_clear_pointer (list, g_strfreev);
}

static void
toggled_cb (GtkCheckButton *check, BhcFilterButton *self)
{
  gsize offset = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (check), "offset"));

  if (self->silent)
    return;

  toggle_word (G_STRUCT_MEMBER_P (self->filter, offset),
               g_object_get_data (G_OBJECT (check), "word"), gtk_check_button_get_active (check));
  changed (self);
}

static void
add_check (BhcFilterButton *self,
           GtkWidget *flow,
           gsize offset,
           const char *word,
           const char *title)
{
  char **list = G_STRUCT_MEMBER (char **, self->filter, offset);
  GtkWidget *check = gtk_check_button_new_with_label (title);

  g_object_set_data (G_OBJECT (check), "offset", GSIZE_TO_POINTER (offset));
  g_object_set_data_full (G_OBJECT (check), "word", g_strdup (word), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               list != NULL && g_strv_contains ((const char *const *) list, word));
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (flow), check);
}

/* Who is disabled has nothing any more. */
static gboolean
is_out (GObject *item)
{
  return BHC_IS_COLLEAGUE (item) && bhc_colleague_is_disabled (BHC_COLLEAGUE (item));
}

static void
add_listed (BhcFilterButton *self, GtkWidget *box, gsize offset, GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);
      g_autofree char *id = NULL;
      g_autofree char *name = NULL;

      g_object_get (item, "id", &id, "name", &name, NULL);
      if (!is_out (item))
        add_check (self, box, offset, id, name != NULL ? name : id);
    }
}

static void
add_title (GtkWidget *box, const char *title)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_group (BhcFilterButton *self, guint i)
{
  GListModel *list = groups[i].list != NULL && self->desk != NULL
                         ? groups[i].list (bhc_desk_get_directory (self->desk))
                         : NULL;
  GtkWidget *box;

  if (groups[i].choices[0].word == NULL && (list == NULL || g_list_model_get_n_items (list) == 0))
    return;

  add_title (self->box, _ (groups[i].title));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  for (guint c = 0; groups[i].choices[c].word != NULL; c++)
    add_check (self, box, groups[i].offset, groups[i].choices[c].word,
               _ (groups[i].choices[c].title));
  if (list != NULL)
    add_listed (self, box, groups[i].offset, list);
  gtk_box_append (GTK_BOX (self->box), box);
}

static void
period_cb (GtkDropDown *drop, GParamSpec *pspec, BhcFilterButton *self)
{
  self->filter->since_days = days[MIN (gtk_drop_down_get_selected (drop), G_N_ELEMENTS (days) - 1)];
  changed (self);
}

static void
snooze_cb (GtkDropDown *drop, GParamSpec *pspec, BhcFilterButton *self)
{
  self->filter->snoozed = (int) MIN (gtk_drop_down_get_selected (drop), 2) - 1;
  changed (self);
}

static void
add_drop (BhcFilterButton *self,
          const char *title,
          const char *const *choices,
          guint selected,
          GCallback callback)
{
  GtkWidget *drop = gtk_drop_down_new_from_strings (choices);

  add_title (self->box, title);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), selected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (drop, "notify::selected", callback, self);
  gtk_box_append (GTK_BOX (self->box), drop);
}

static guint
find_days (gint64 since)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (days) - 1 && days[i] != since)
    i++;

  return i;
}

static void
add_drops (BhcFilterButton *self)
{
  const char *periods[] = { _ ("Whenever"),
                            _ ("Last 24 Hours"),
                            _ ("Last 7 Days"),
                            _ ("Last 30 Days"),
                            _ ("Last 90 Days"),
                            _ ("Last Year"),
                            NULL };
  const char *snoozes[] = { _ ("Snoozed or Not"), _ ("Not Snoozed"), _ ("Snoozed"), NULL };

  add_drop (self, _ ("Last Activity"), periods, find_days (self->filter->since_days),
            G_CALLBACK (period_cb));
  add_drop (self, _ ("Snooze"), snoozes, (guint) (self->filter->snoozed + 1),
            G_CALLBACK (snooze_cb));
}

/* Made anew each time it opens, from what the directory has by then. */
static void
fill (BhcFilterButton *self)
{
  GtkWidget *child;

  self->silent = TRUE;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    add_group (self, i);
  add_drops (self);
  bhc_parts_mend (self->box);
  self->silent = FALSE;
}

/* The buttons stand above each other where the window is too narrow for them. */
static void
fit_foot (BhcFilterButton *self)
{
  int room = gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (self->button))) - FRAME;
  GtkOrientable *foot = GTK_ORIENTABLE (self->foot);
  int natural;

  gtk_orientable_set_orientation (foot, GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_measure (self->foot, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  if (natural > room)
    gtk_orientable_set_orientation (foot, GTK_ORIENTATION_VERTICAL);
}

/* Before it is shown: the keyboard goes to what is there by then. */
static void
open_cb (GtkMenuButton *button, gpointer self)
{
  fill (self);
  fit_foot (self);
}

static void
save_cb (BhcFilterButton *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[SAVE], 0);
}

void
bhc_filter_button_clear (BhcFilterButton *self)
{
  g_return_if_fail (BHC_IS_FILTER_BUTTON (self));

  bhc_filter_free (self->filter);
  self->filter = bhc_filter_new ();
  fill (self);
  changed (self);
}

const BhcFilter *
bhc_filter_button_get_filter (BhcFilterButton *self)
{
  g_return_val_if_fail (BHC_IS_FILTER_BUTTON (self), NULL);

  return self->filter;
}

static void
bhc_filter_button_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((BhcFilterButtonProperty) prop_id)
    {
    case PROP_DESK:
      g_set_object (&BHC_FILTER_BUTTON (object)->desk, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_filter_button_dispose (GObject *object)
{
  BhcFilterButton *self = BHC_FILTER_BUTTON (object);

  self->silent = TRUE;
  g_clear_object (&self->desk);
  g_clear_pointer (&self->filter, bhc_filter_free);

  G_OBJECT_CLASS (bhc_filter_button_parent_class)->dispose (object);
}

static void
bhc_filter_button_class_init (BhcFilterButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bhc_filter_button_dispose;
  object_class->set_property = bhc_filter_button_set_property;
  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_foot (BhcFilterButton *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->clear = gtk_button_new_with_mnemonic (_ ("_Clear"));
  self->save = gtk_button_new_with_mnemonic (_ ("_Save as View…"));
  gtk_widget_set_hexpand (self->save, TRUE);
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (bhc_filter_button_clear), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (foot), self->clear);
  gtk_box_append (GTK_BOX (foot), self->save);

  return foot;
}

static void
bhc_filter_button_init (BhcFilterButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scroller = g_object_new (
      GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height",
      TRUE, "propagate-natural-width", TRUE, "max-content-height", MAX_HEIGHT, NULL);

  self->filter = bhc_filter_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "bellhop-filter-symbolic",
                               "popover", popover, NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filter"), -1);
  gtk_widget_set_size_request (self->box, 220, -1);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_box_append (GTK_BOX (whole), scroller);
  self->foot = make_foot (self);
  gtk_box_append (GTK_BOX (whole), self->foot);
  gtk_popover_set_child (GTK_POPOVER (popover), whole);
  adw_bin_set_child (ADW_BIN (self), self->button);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), open_cb, self, NULL);
  bhc_parts_mend (popover);
  show_state (self);
}
