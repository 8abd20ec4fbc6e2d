/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-problem.h"
#include "console/ui/settings/bhc-collection-group.h"
#include "console/ui/settings/bhc-told-secret.h"
#include "console/ui/settings/bhc-topic-part.h"
#include "console/ui/settings/bhc-trial-view.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/settings/bhc-topic-page.h"

#define PARTS G_N_ELEMENTS (((BhcSettingsTopic *) NULL)->parts)
#define COLLECTIONS G_N_ELEMENTS (((BhcSettingsTopic *) NULL)->collections)

struct _BhcTopicPage
{
  AdwBin parent_instance;

  BhcDesk *desk;
  const BhcSettingsTopic *topic;
  gboolean writable;
  BhcTopicPart *parts[PARTS];      /* (nullable) beside the topic's own */
  BhcSheets *records[COLLECTIONS]; /* (nullable) of the collections */
  guint saving;                    /* parts whose answer is waited for */
  gboolean failed;                 /* one of them was refused */

  GtkStack *stack;
  GtkWidget *content;
  GtkWidget *problem;
  GtkWidget *scroller;
  GtkWidget *bar;
};

enum
{
  TOLD,
  SETTLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcTopicPage, bhc_topic_page, ADW_TYPE_BIN)

static void
bhc_topic_page_dispose (GObject *object)
{
  BhcTopicPage *self = BHC_TOPIC_PAGE (object);

  for (guint i = 0; i < PARTS; i++)
    g_clear_pointer (&self->parts[i], bhc_topic_part_free);
  for (guint i = 0; i < COLLECTIONS; i++)
    g_clear_object (&self->records[i]);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_topic_page_parent_class)->dispose (object);
}

static void
bhc_topic_page_class_init (BhcTopicPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_topic_page_dispose;

  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bhc_topic_page_init (BhcTopicPage *self)
{
}

gboolean
bhc_topic_page_is_changed (BhcTopicPage *self)
{
  g_return_val_if_fail (BHC_IS_TOPIC_PAGE (self), FALSE);

  for (guint i = 0; i < PARTS; i++)
    if (self->parts[i] != NULL && bhc_topic_part_is_changed (self->parts[i]))
      return TRUE;
  return FALSE;
}

gboolean
bhc_topic_page_is_saving (BhcTopicPage *self)
{
  g_return_val_if_fail (BHC_IS_TOPIC_PAGE (self), FALSE);

  return self->saving > 0;
}

/* Where the bar has the keyboard and goes, the toast beside it would get it, and the next Escape
 * would be the toast's. */
static void
show_bar (BhcTopicPage *self)
{
  gboolean changed = bhc_topic_page_is_changed (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!changed && focus != NULL && gtk_widget_is_ancestor (focus, self->bar))
    gtk_widget_grab_focus (self->scroller);
  gtk_action_bar_set_revealed (GTK_ACTION_BAR (self->bar), changed);
}

/* The records of the page are what its forms can name. */
static void
offer_records (BhcTopicPage *self, BhcForm *form)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all_ids = NULL;
  g_auto (GStrv) all_names = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->records[0])); i++)
    {
      g_autoptr (BhcSheet) sheet = g_list_model_get_item (G_LIST_MODEL (self->records[0]), i);

      g_strv_builder_add (ids, bhc_sheet_get_id (sheet));
      g_strv_builder_add (names, bhc_sheet_get_text (sheet, self->topic->collections[0]->name));
    }
  all_ids = g_strv_builder_end (ids);
  all_names = g_strv_builder_end (names);
  bhc_form_offer (form, (const char *const *) all_ids, (const char *const *) all_names);
}

static void
show_values (BhcTopicPage *self)
{
  for (guint i = 0; i < PARTS; i++)
    {
      if (self->parts[i] == NULL || !bhc_topic_part_is_loaded (self->parts[i]))
        continue;
      if (self->records[0] != NULL)
        offer_records (self, bhc_topic_part_get_form (self->parts[i]));
      bhc_topic_part_show (self->parts[i]);
    }
  show_bar (self);
}

/* What the page is made of.  @all: PARTS + COLLECTIONS of them, each nullable */
static void
list_sheets (BhcTopicPage *self, BhcSheets **all)
{
  for (guint i = 0; i < PARTS; i++)
    all[i] = self->parts[i] != NULL ? bhc_topic_part_get_sheets (self->parts[i]) : NULL;
  for (guint i = 0; i < COLLECTIONS; i++)
    all[PARTS + i] = self->records[i];
}

/* The worst of what the lists say: failed before loading before ready. */
static void
show_state (BhcTopicPage *self)
{
  BhcSheets *all[PARTS + COLLECTIONS];
  const char *name = "content";

  list_sheets (self, all);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (all[i] == NULL)
        continue;
      if (bhc_sheets_get_state (all[i]) == BHC_SHEETS_FAILED)
        {
          bhc_problem_describe (ADW_STATUS_PAGE (self->problem), bhc_sheets_get_problem (all[i]));
          name = "failed";
          break;
        }
      if (bhc_sheets_get_state (all[i]) == BHC_SHEETS_LOADING)
        name = "loading";
    }
  if (g_str_equal (name, "content"))
    show_values (self);
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
load (BhcTopicPage *self)
{
  BhcSheets *all[PARTS + COLLECTIONS];

  list_sheets (self, all);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL)
      bhc_sheets_load (all[i]);
}

typedef struct
{
  BhcTopicPage *page; /* held */
  guint part;
} Saving;

/* The field that it is about may be far away. */
static void
tell_error (BhcTopicPage *self, const GError *error)
{
  g_autofree char *sentence = bhc_problem_sentence (error->message);

  g_signal_emit (self, signals[TOLD], 0, sentence);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (BhcTopicPage) self = saving->page;
  g_autoptr (GError) error = NULL;

  if (!bhc_topic_part_save_finish (self->parts[saving->part], result, &error))
    tell_error (self, error);
  self->failed |= error != NULL;
  show_bar (self);
  if (--self->saving == 0)
    {
      gtk_widget_set_sensitive (self->content, TRUE);
      if (!self->failed)
        g_signal_emit (self, signals[TOLD], 0, _ ("Saved"));
      g_signal_emit (self, signals[SETTLED], 0);
    }
  g_free (saving);
}

static void
save_part (BhcTopicPage *self, guint part)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->page = self;
  saving->part = part;
  if (!bhc_topic_part_save_async (self->parts[part], saved_cb, saving))
    {
      g_free (saving);
      return;
    }
  g_object_ref (self);
  self->saving++;
  gtk_widget_set_sensitive (self->content, FALSE);
}

static void
save_all (gpointer data)
{
  BhcTopicPage *self = data;

  self->failed = FALSE;
  for (guint i = 0; i < PARTS; i++)
    if (self->parts[i] != NULL)
      save_part (self, i);
}

/* Returns: (nullable): what is lost by what is to be saved */
static const char *
find_warning (BhcTopicPage *self)
{
  const char *warning = NULL;

  for (guint i = 0; i < PARTS && warning == NULL; i++)
    if (self->parts[i] != NULL)
      warning = bhc_topic_part_find_warning (self->parts[i]);
  return warning;
}

static void
save_cb (BhcTopicPage *self)
{
  const char *warning;

  if (self->saving > 0)
    return;
  for (guint i = 0; i < PARTS; i++)
    if (self->parts[i] != NULL && !bhc_form_check (bhc_topic_part_get_form (self->parts[i])))
      return;
  warning = find_warning (self);
  if (warning != NULL)
    bhc_compat_confirm (GTK_WIDGET (self), _ ("Save the Changes?"), warning, _ ("_Save"), save_all,
                        self);
  else
    save_all (self);
}

static GtkWidget *
make_loading (void)
{
  GtkWidget *spinner = gtk_spinner_new ();

  g_signal_connect (spinner, "map", G_CALLBACK (gtk_spinner_start), NULL);
  g_signal_connect (spinner, "unmap", G_CALLBACK (gtk_spinner_stop), NULL);
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Loading"), -1);
  return spinner;
}

static GtkWidget *
make_failed (BhcTopicPage *self)
{
  GtkWidget *again = gtk_button_new_with_mnemonic (_ ("_Try Again"));

  self->problem = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->problem), "bellhop-offline-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->problem), _ ("The Settings Could Not Be Read"));
  gtk_widget_add_css_class (again, "pill");
  gtk_widget_set_halign (again, GTK_ALIGN_CENTER);
  g_signal_connect_object (again, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->problem), again);
  return self->problem;
}

static void
add_bar (BhcTopicPage *self, GtkWidget *box)
{
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save"));
  GtkWidget *discard = gtk_button_new_with_mnemonic (_ ("_Discard"));

  self->bar = gtk_action_bar_new ();
  gtk_action_bar_set_revealed (GTK_ACTION_BAR (self->bar), FALSE);
  gtk_widget_add_css_class (save, "suggested-action");
  g_signal_connect_object (save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (discard, "clicked", G_CALLBACK (show_values), self, G_CONNECT_SWAPPED);
  gtk_action_bar_pack_end (GTK_ACTION_BAR (self->bar), save);
  gtk_action_bar_pack_end (GTK_ACTION_BAR (self->bar), discard);
  gtk_box_append (GTK_BOX (box), self->bar);
}

static GtkWidget *
make_content (BhcTopicPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->scroller = scroller;
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  gtk_widget_add_css_class (self->content, "settings-content");
  adw_clamp_set_child (ADW_CLAMP (clamp), self->content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), scroller);
  add_bar (self, box);
  return box;
}

static void
records_changed_cb (BhcTopicPage *self)
{
  if (!bhc_topic_page_is_changed (self))
    show_values (self);
}

static void
add_form (BhcTopicPage *self, guint i)
{
  BhcTopicPart *part = bhc_topic_part_new (self->desk, &self->topic->parts[i]);
  BhcForm *form = bhc_topic_part_get_form (part);

  self->parts[i] = part;
  g_signal_connect_object (bhc_topic_part_get_sheets (part), "changed", G_CALLBACK (show_state),
                           self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (GTK_WIDGET (form), self->writable);
  g_signal_connect_object (form, "changed", G_CALLBACK (show_bar), self, G_CONNECT_SWAPPED);
  if (i == 0 && self->topic->preview != NULL)
    gtk_box_append (GTK_BOX (self->content), self->topic->preview (form));
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (form));
}

static void
told_secret_cb (BhcTopicPage *self, BhcSheet *sheet, const char *secret)
{
  bhc_told_secret_show (GTK_WIDGET (self), secret);
}

/* What comes by itself may have come meanwhile. */
static void
closed_cb (BhcTopicPage *self)
{
  for (guint i = 0; i < COLLECTIONS; i++)
    if (self->records[i] != NULL && self->topic->collections[i]->add == NULL)
      bhc_sheets_load (self->records[i]);
}

static void
webhook_cb (BhcTopicPage *self)
{
  for (guint i = 0; i < COLLECTIONS; i++)
    if (self->records[i] != NULL && self->topic->collections[i]->failing != NULL)
      bhc_sheets_load (self->records[i]);
}

/* Somebody, perhaps elsewhere, has changed what the team shares. */
static void
directory_cb (BhcTopicPage *self)
{
  for (guint i = 0; i < COLLECTIONS; i++)
    if (self->records[i] != NULL && self->topic->collections[i]->kind.from != NULL)
      bhc_sheets_load (self->records[i]);
}

static void
add_collection (BhcTopicPage *self, guint i)
{
  const BhcCollection *collection = self->topic->collections[i];
  GtkWidget *group;

  self->records[i] = bhc_sheets_new (self->desk, &collection->kind);
  g_signal_connect_object (self->records[i], "changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->records[i], "items-changed", G_CALLBACK (records_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->records[i], "secret", G_CALLBACK (told_secret_cb), self,
                           G_CONNECT_SWAPPED);
  group = bhc_collection_group_new (self->desk, collection, self->records[i], self->writable);
  g_signal_connect_object (group, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->content), group);
}

static void
add_records (BhcTopicPage *self)
{
  for (guint i = 0; i < COLLECTIONS; i++)
    if (self->topic->collections[i] != NULL)
      add_collection (self, i);
}

static void
fill (BhcTopicPage *self)
{
  if (!self->writable)
    {
      GtkWidget *label = gtk_label_new (_ ("Only administrators can change settings."));

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (self->content), label);
    }
  if (self->topic->records_first)
    add_records (self);
  for (guint i = 0; i < PARTS; i++)
    if (self->topic->parts[i].kind != NULL)
      add_form (self, i);
  if (!self->topic->records_first)
    add_records (self);
  if (self->topic->trial != NULL && self->writable)
    gtk_box_append (GTK_BOX (self->content),
                    bhc_trial_view_new (self->desk, self->topic->trial, NULL, NULL));
  if (self->topic->extra != NULL)
    gtk_box_append (GTK_BOX (self->content), self->topic->extra (self->desk));
}

GtkWidget *
bhc_topic_page_new (BhcDesk *desk, const BhcSettingsTopic *topic)
{
  BhcTopicPage *self = g_object_new (BHC_TYPE_TOPIC_PAGE, NULL);
  const BhOperator *who = bhc_desk_get_operator (desk);

  self->desk = g_object_ref (desk);
  self->topic = topic;
  self->writable = who != NULL && (topic->own || who->role >= BH_ROLE_ADMIN);
  g_signal_connect_object (desk, "webhook-changed", G_CALLBACK (webhook_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bhc_desk_get_directory (desk), "changed", G_CALLBACK (directory_cb),
                           self, G_CONNECT_SWAPPED);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  gtk_stack_add_named (self->stack, make_loading (), "loading");
  gtk_stack_add_named (self->stack, make_failed (self), "failed");
  gtk_stack_add_named (self->stack, make_content (self), "content");
  bhc_compat_hide_pages (self->stack);
  fill (self);
  bhc_parts_mend (GTK_WIDGET (self));
  load (self);
  show_state (self); /* where nothing is to be loaded nobody else calls it */
  return GTK_WIDGET (self);
}
