/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/model/team/bhc-audit.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/bhc-time.h"
#include "console/ui/settings/team/bhc-audit-table.h"
#include "console/ui/settings/team/bhc-audit-words.h"
#include "console/ui/toolkit/bhc-chosen.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-dotted.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/settings/team/bhc-audit-view.h"

#define DAY_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

struct _BhcAuditView
{
  AdwBin parent_instance;

  BhcDesk *desk;
  BhcAudit *audit;
  GtkFileChooserNative *chooser; /* (nullable) while it is open */
  GFile *file;                   /* (nullable) what is to be written as soon as all is here */
  GBytes *bytes;                 /* (nullable) what is being written */
  gboolean offered;              /* the actions there are to choose from */

  AdwComboRow *person;
  AdwComboRow *action;
  AdwComboRow *period;
  GtkStack *stack;
  GtkWidget *list;
  GtkWidget *more;
  GtkWidget *export;
  GtkWidget *spinner;
  AdwStatusPage *problem;
  GtkLabel *told;
};

G_DEFINE_FINAL_TYPE (BhcAuditView, bhc_audit_view, ADW_TYPE_BIN)

static void
bhc_audit_view_dispose (GObject *object)
{
  BhcAuditView *self = BHC_AUDIT_VIEW (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->audit);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_audit_view_parent_class)->dispose (object);
}

static void
bhc_audit_view_class_init (BhcAuditViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_audit_view_dispose;
}

static void
bhc_audit_view_init (BhcAuditView *self)
{
}

/* ---- an entry ---- */

static void
add_detail (GtkWidget *row, BhcDesk *desk, const char *name, GVariant *value)
{
  GtkWidget *detail = adw_action_row_new ();
  g_autofree char *label = bhc_audit_words_member (name);
  g_autofree char *words = bhc_audit_words_value (desk, value);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (detail), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (detail), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (detail), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (detail), 0);
  gtk_widget_add_css_class (detail, "property");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), detail);
}

static void
add_details (GtkWidget *row, BhcDesk *desk, BhcSheet *entry)
{
  g_autoptr (GVariant) detail =
      g_variant_lookup_value (bhc_sheet_get_values (entry), "detail", G_VARIANT_TYPE_VARDICT);

  for (gsize i = 0; detail != NULL && i < g_variant_n_children (detail); i++)
    {
      const char *name;
      g_autoptr (GVariant) value = NULL;

      g_variant_get_child (detail, i, "{&sv}", &name, &value);
      add_detail (row, desk, name, value);
    }
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  BhcAuditView *self = data;
  GtkWidget *row = adw_expander_row_new ();
  const char *subject = bhc_audit_words_subject (item);
  g_autofree char *sentence = bhc_audit_words_sentence (item);
  gint64 at_us = 0;
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;
  g_autofree char *markup = NULL;

  g_variant_lookup (bhc_sheet_get_values (item), "at_us", "x", &at_us);
  when = bhc_time_moment (at_us);
  words = subject != NULL ? bhc_dotted (subject, when, NULL) : g_strdup (when);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  markup = g_markup_escape_text (words, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row),
                                 ADW_CHECK_VERSION (1, 3, 0) ? words : markup);
  add_details (row, self->desk, item);
  bhc_parts_mend (row);
  return row;
}

/* ---- the filters ---- */

/* The first place of each is no filter. */
static void
ask (BhcAuditView *self)
{
  static const int days[] = { 1, 7, 30, 0 };
  GListModel *people = bhc_directory_get_colleagues (bhc_desk_get_directory (self->desk));
  GVariant *actions = bhc_audit_get_actions (self->audit);
  guint who = adw_combo_row_get_selected (self->person);
  guint what = adw_combo_row_get_selected (self->action);
  int n = days[MIN (adw_combo_row_get_selected (self->period), G_N_ELEMENTS (days) - 1)];
  g_autoptr (BhcColleague) person = who > 0 ? g_list_model_get_item (people, who - 1) : NULL;
  g_autofree char *action = NULL;

  if (what > 0 && actions != NULL && what <= g_variant_n_children (actions))
    g_variant_get_child (actions, what - 1, "s", &action);
  bhc_audit_ask (self->audit, person != NULL ? bhc_colleague_get_id (person) : NULL, action,
                 n > 0 ? bh_clock_now_us () - n * DAY_US : 0);
}

static void
offer_actions (BhcAuditView *self)
{
  GVariant *actions = bhc_audit_get_actions (self->audit);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  if (self->offered || actions == NULL)
    return;
  self->offered = TRUE;
  gtk_string_list_append (titles, _ ("Anything"));
  for (gsize i = 0; i < g_variant_n_children (actions); i++)
    {
      const char *action;

      g_variant_get_child (actions, i, "&s", &action);
      gtk_string_list_append (titles, bhc_audit_words_action (action));
    }
  g_signal_handlers_block_by_func (self->action, ask, self);
  adw_combo_row_set_model (self->action, G_LIST_MODEL (titles));
  g_signal_handlers_unblock_by_func (self->action, ask, self);
}

static GtkStringList *
list_people (BhcAuditView *self)
{
  GListModel *people = bhc_directory_get_colleagues (bhc_desk_get_directory (self->desk));
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Anybody"));
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (BhcColleague) who = g_list_model_get_item (people, i);
      const char *name = bhc_colleague_get_name (who);

      gtk_string_list_append (names, name != NULL ? name : "");
    }
  return names;
}

static AdwComboRow *
add_filter (BhcAuditView *self, GtkWidget *group, const char *title, GtkStringList *words)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  bhc_chosen_show_whole (ADW_COMBO_ROW (row));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_object_unref (words);
  return ADW_COMBO_ROW (row);
}

/* ---- what is kept as a table ---- */

static void
tell (BhcAuditView *self, const char *sentence)
{
  bhc_problem_show (self->told, sentence);
  bhc_compat_announce (GTK_WIDGET (self), sentence);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcAuditView) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *sentence = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    sentence = g_strdup_printf (_ ("The log is in “%s”."), name);
  else
    sentence = g_strdup_printf (_ ("The log was not saved: %s"), error->message);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  tell (self, sentence);
}

static void
write_table (BhcAuditView *self)
{
  g_autoptr (GFile) file = g_steal_pointer (&self->file);
  const char *problem = bhc_audit_get_problem (self->audit);
  g_autofree char *sentence =
      problem != NULL ? g_strdup_printf (_ ("The log was not saved: %s"), problem) : NULL;

  if (sentence != NULL)
    {
      tell (self, sentence);
      return;
    }
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = bhc_audit_table_new (self->desk, self->audit);
  g_file_replace_contents_bytes_async (file, self->bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, NULL, written_cb,
                                       g_object_ref (self));
}

void
bhc_audit_view_export (BhcAuditView *self, GFile *file)
{
  g_return_if_fail (BHC_IS_AUDIT_VIEW (self));

  tell (self, "");
  g_set_object (&self->file, file);
  if (bhc_audit_has_more (self->audit))
    bhc_audit_load_all (self->audit);
  else
    write_table (self);
}

static void
chosen_cb (BhcAuditView *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                               : NULL;

  if (file != NULL)
    bhc_audit_view_export (self, file);
  g_clear_object (&self->chooser);
}

static void
export_cb (BhcAuditView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Export the Log"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), "audit.csv");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- all of it ---- */

static const char *
page_name (BhcAuditView *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->audit)) > 0)
    return "list";
  if (bhc_audit_is_loading (self->audit))
    return "loading";
  return bhc_audit_get_problem (self->audit) != NULL ? "failed" : "empty";
}

static void
show_state (BhcAuditView *self)
{
  gboolean loading = bhc_audit_is_loading (self->audit);
  const char *problem = bhc_audit_get_problem (self->audit);

  offer_actions (self);
  bhc_problem_describe (self->problem, problem);
  if (problem != NULL && self->file == NULL)
    tell (self, problem);
  gtk_stack_set_visible_child_name (self->stack, page_name (self));
  gtk_widget_set_visible (self->more, bhc_audit_has_more (self->audit));
  gtk_widget_set_sensitive (self->more, !loading);
  gtk_widget_set_sensitive (self->export,
                            !loading && g_list_model_get_n_items (G_LIST_MODEL (self->audit)) > 0);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), loading);
  if (self->file != NULL && !loading)
    write_table (self);
}

static GtkWidget *
make_list (BhcAuditView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Audit Log"), -1);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), G_LIST_MODEL (self->audit), make_row, self,
                           NULL);
  self->more = gtk_button_new_with_mnemonic (_ ("Show _More"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (bhc_audit_load_more), self->audit,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->more);
  return box;
}

static GtkWidget *
make_failed (BhcAuditView *self)
{
  GtkWidget *again = gtk_button_new_with_mnemonic (_ ("_Try Again"));

  self->problem = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->problem, "bellhop-offline-symbolic");
  adw_status_page_set_title (self->problem, _ ("The Log Could Not Be Read"));
  gtk_widget_add_css_class (again, "pill");
  gtk_widget_set_halign (again, GTK_ALIGN_CENTER);
  g_signal_connect_object (again, "clicked", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  adw_status_page_set_child (self->problem, again);
  return GTK_WIDGET (self->problem);
}

static GtkWidget *
make_stack (BhcAuditView *self)
{
  GtkWidget *empty = gtk_label_new (_ ("Nothing like that has happened"));

  gtk_widget_add_css_class (empty, "dim-label");
  self->spinner = gtk_spinner_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Loading"), -1);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, self->spinner, "loading");
  gtk_stack_add_named (self->stack, make_failed (self), "failed");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_stack_add_named (self->stack, make_list (self), "list");
  bhc_compat_hide_pages (self->stack);
  return GTK_WIDGET (self->stack);
}

static GtkWidget *
make_filters (BhcAuditView *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  const char *anything[] = { _ ("Anything"), NULL };
  const char *periods[] = { _ ("The last day"), _ ("The last 7 days"), _ ("The last 30 days"),
                            _ ("As long as it is kept"), NULL };

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Who Changed What"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Entries are kept for 400 days"));
  self->export = gtk_button_new_with_mnemonic (_ ("_Export…"));
  gtk_widget_add_css_class (self->export, "small-button");
  gtk_widget_set_valign (self->export, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->export, "clicked", G_CALLBACK (export_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), self->export);
  self->person = add_filter (self, group, _ ("Person"), list_people (self));
  self->action = add_filter (self, group, _ ("Action"), gtk_string_list_new (anything));
  self->period = add_filter (self, group, _ ("Period"), gtk_string_list_new (periods));
  return group;
}

GtkWidget *
bhc_audit_view_new (BhcDesk *desk)
{
  BhcAuditView *self = g_object_new (BHC_TYPE_AUDIT_VIEW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->desk = g_object_ref (desk);
  self->audit = bhc_audit_new (desk);
  self->told = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->told, TRUE);
  gtk_label_set_xalign (self->told, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->told), FALSE);
  gtk_box_append (GTK_BOX (box), make_filters (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->told));
  gtk_box_append (GTK_BOX (box), make_stack (self));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->audit, "changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_handlers_block_by_func (self->period, ask, self);
  adw_combo_row_set_selected (self->period, 1);
  g_signal_handlers_unblock_by_func (self->period, ask, self);
  ask (self);
  return GTK_WIDGET (self);
}
