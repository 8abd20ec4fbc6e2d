/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-id.h"
#include "console/model/bhc-desk-ask.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/files/bhc-face.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-dotted.h"
#include "console/ui/toolkit/bhc-one-stop.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-title.h"

#include "console/ui/conversation/deeds/bhc-transfer-window.h"

struct _BhcTransferWindow
{
  AdwWindow parent_instance;

  BhcDesk *desk;
  BhcConversation *conversation;
  char *note_id; /* the same however often it is tried */

  GtkWidget *transfer;
  GtkEditable *search;
  GtkStack *stack;
  GtkListBox *list;
  GtkTextView *note;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (BhcTransferWindow, bhc_transfer_window, ADW_TYPE_WINDOW)

static const struct
{
  const char *word;
  const char *words;
  const char *icon;
} states[] = {
  { "online", NC_ ("colleague", "Online"), "bellhop-status-online-symbolic" },
  { "away", NC_ ("colleague", "Away"), "bellhop-status-away-symbolic" },
  { "busy", NC_ ("colleague", "Busy"), "bellhop-status-busy-symbolic" },
  { "offline", NC_ ("colleague", "Offline"), "bellhop-offline-symbolic" },
};

static gsize
find_state (const char *word)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (states) - 1 && g_strcmp0 (states[i].word, word) != 0)
    i++;

  return i;
}

static void
tell (BhcTransferWindow *self, const char *problem)
{
  bhc_problem_show (self->problem, problem);
}

/* ---- whom to ---- */

static const char *
row_id (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "bhc-id");
}

static gboolean
row_is_team (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "bhc-team") != NULL;
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  const char *typed = gtk_editable_get_text (BHC_TRANSFER_WINDOW (data)->search);

  return *typed == '\0' ||
         g_str_match_string (typed, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                             TRUE);
}

static GtkListBoxRow *
add_row (BhcTransferWindow *self, const char *id, const char *name, GtkWidget *picture)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", name, "use-markup", FALSE, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), picture);
  g_object_set_data_full (G_OBJECT (row), "bhc-id", g_strdup (id), g_free);
  gtk_list_box_append (self->list, row);
  return GTK_LIST_BOX_ROW (row);
}

static void
add_team (BhcTransferWindow *self, BhcTeam *team)
{
  GtkWidget *icon =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", "bellhop-unassigned-symbolic", "accessible-role",
                    GTK_ACCESSIBLE_ROLE_PRESENTATION, "width-request", 32, NULL);
  GtkListBoxRow *row = add_row (self, bhc_team_get_id (team), bhc_team_get_name (team), icon);

  g_object_set_data (G_OBJECT (row), "bhc-team", self);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Team: whoever of it claims first"));
}

static void
show_state (GtkListBoxRow *row, const char *word, const char *load)
{
  gsize state = find_state (word);
  const char *words = g_dpgettext2 (NULL, "colleague", states[state].words);
  g_autofree char *both = load != NULL ? bhc_dotted (words, load, NULL) : NULL;
  GtkImage *sign = g_object_get_data (G_OBJECT (row), "bhc-sign");

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), both != NULL ? both : words);
  gtk_image_set_from_icon_name (sign, states[state].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (sign),
                              (const char *[]){ "presence", states[state].word, NULL });
}

static void
add_colleague (BhcTransferWindow *self, BhcColleague *colleague)
{
  const char *name = bhc_colleague_get_name (colleague);
  GtkWidget *avatar = adw_avatar_new (32, name, TRUE);
  GtkWidget *sign =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  const BhcFaceOf who = { .id = bhc_colleague_get_id (colleague),
                          .hash = bhc_colleague_get_avatar (colleague),
                          .size = 32 };
  GtkListBoxRow *row = add_row (self, who.id, name, avatar);

  bhc_face_show_operator (avatar, bhc_desk_get_files (self->desk), &who);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sign);
  g_object_set_data (G_OBJECT (row), "bhc-sign", sign);
  show_state (row, bhc_colleague_get_status (colleague), NULL);
}

static gboolean
may_have_it (BhcTransferWindow *self, BhcColleague *colleague)
{
  const BhConversation *record = bhc_conversation_get_record (self->conversation);

  return !bhc_colleague_is_disabled (colleague) &&
         g_strcmp0 (bhc_colleague_get_id (colleague), record->assignee_id) != 0;
}

static void
fill (BhcTransferWindow *self)
{
  BhcDirectory *directory = bhc_desk_get_directory (self->desk);
  GListModel *colleagues = bhc_directory_get_colleagues (directory);
  GListModel *teams = bhc_directory_get_teams (directory);

  for (guint i = 0; i < g_list_model_get_n_items (colleagues); i++)
    {
      g_autoptr (BhcColleague) colleague = g_list_model_get_item (colleagues, i);

      if (may_have_it (self, colleague))
        add_colleague (self, colleague);
    }
  for (guint i = 0; i < g_list_model_get_n_items (teams); i++)
    {
      g_autoptr (BhcTeam) team = g_list_model_get_item (teams, i);

      add_team (self, team);
    }
}

static gboolean
any_shown (BhcTransferWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (filter_cb (row, self))
        return TRUE;
    }

  return FALSE;
}

static void
searched_cb (BhcTransferWindow *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_stack_set_visible_child_name (self->stack, any_shown (self) ? "list" : "none");
}

static void
selected_cb (BhcTransferWindow *self)
{
  if (self->transfer != NULL) /* not on its way out */
    gtk_widget_set_sensitive (self->transfer, gtk_list_box_get_selected_row (self->list) != NULL);
}

/* ---- how loaded they are ---- */

static GtkListBoxRow *
find_row (BhcTransferWindow *self, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (g_strcmp0 (row_id (row), id) == 0 && !row_is_team (row))
        return row;
    }

  return NULL;
}

static char *
load_words (gint64 open, gint64 waiting)
{
  g_autofree char *has = NULL;
  g_autofree char *wait = NULL;

  if (open == 0)
    return g_strdup (_ ("No conversation"));
  has = g_strdup_printf (ngettext ("%d conversation", "%d conversations", (unsigned long) open),
                         (int) open);
  if (waiting == 0)
    return g_steal_pointer (&has);

  wait = g_strdup_printf (ngettext ("%d waits", "%d wait", (unsigned long) waiting), (int) waiting);
  return g_strdup_printf ("%s, %s", has, wait);
}

static void
show_load (BhcTransferWindow *self, GVariant *person)
{
  g_autoptr (GVariant) who = g_variant_lookup_value (person, "operator", G_VARIANT_TYPE_VARDICT);
  const char *id = NULL, *status = "online";
  gboolean connected = FALSE;
  gint64 open = 0, waiting = 0;
  g_autofree char *load = NULL;
  GtkListBoxRow *row;

  if (who == NULL || !g_variant_lookup (who, "id", "&s", &id) || !(row = find_row (self, id)))
    return;

  g_variant_lookup (who, "status", "&s", &status);
  g_variant_lookup (person, "connected", "b", &connected);
  g_variant_lookup (person, "open", "x", &open);
  g_variant_lookup (person, "waiting", "x", &waiting);
  load = load_words (open, waiting);
  show_state (row, connected ? status : "offline", load);
}

/* Without it one sees what they chose to be. */
static void
people_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcTransferWindow) self = data;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, NULL);
  g_autoptr (GVariant) people = NULL;

  if (answer != NULL && self->list != NULL)
    people = g_variant_lookup_value (answer, "people", G_VARIANT_TYPE ("aa{sv}"));
  for (gsize i = 0; people != NULL && i < g_variant_n_children (people); i++)
    {
      g_autoptr (GVariant) person = g_variant_get_child_value (people, i);

      show_load (self, person);
    }
}

/* ---- doing it ---- */

static char *
get_note (BhcTransferWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return g_strstrip (g_steal_pointer (&text));
}

static void
transferred_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcTransferWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (self->transfer == NULL) /* closed meanwhile */
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  selected_cb (self);
  if (answer != NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    tell (self, error->message);
}

static void
transfer_cb (BhcTransferWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  g_autofree char *note = get_note (self);
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/transfer",
                                           bhc_conversation_get_id (self->conversation));
  GVariantDict values;

  if (row == NULL || !gtk_widget_get_sensitive (self->transfer))
    return;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, row_is_team (row) ? "team_id" : "operator_id", "s", row_id (row));
  if (*note != '\0')
    {
      g_variant_dict_insert (&values, "note", "s", note);
      g_variant_dict_insert (&values, "note_id", "s", self->note_id);
    }
  tell (self, NULL);
  gtk_widget_set_sensitive (self->transfer, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE); /* nobody else is meant any more */
  bhc_desk_ask_async (self->desk, "POST", path, g_variant_dict_end (&values), NULL, transferred_cb,
                      g_object_ref (self));
}

static void
bhc_transfer_window_dispose (GObject *object)
{
  BhcTransferWindow *self = BHC_TRANSFER_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_TRANSFER_WINDOW);
  g_clear_object (&self->desk);
  g_clear_object (&self->conversation);
  g_clear_pointer (&self->note_id, g_free);

  G_OBJECT_CLASS (bhc_transfer_window_parent_class)->dispose (object);
}

static void
bhc_transfer_window_class_init (BhcTransferWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_transfer_window_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-transfer-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcTransferWindow, transfer);
  gtk_widget_class_bind_template_child (widget_class, BhcTransferWindow, search);
  gtk_widget_class_bind_template_child (widget_class, BhcTransferWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcTransferWindow, list);
  gtk_widget_class_bind_template_child (widget_class, BhcTransferWindow, note);
  gtk_widget_class_bind_template_child (widget_class, BhcTransferWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, transfer_cb);
}

static void
bhc_transfer_window_init (BhcTransferWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_title_fit (ADW_WINDOW (self));
  bhc_parts_mend (GTK_WIDGET (self));
  bhc_one_stop_make (GTK_WIDGET (self->list));
  bhc_compat_hide_pages (self->stack);
  self->note_id = bh_id_new ();
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
}

GtkWidget *
bhc_transfer_window_new (GtkWindow *parent, BhcDesk *desk, BhcConversation *conversation)
{
  BhcTransferWindow *self = g_object_new (BHC_TYPE_TRANSFER_WINDOW, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  self->conversation = g_object_ref (conversation);
  fill (self);
  searched_cb (self);
  bhc_desk_ask_async (desk, "GET", "/v1/desk/people", NULL, NULL, people_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
