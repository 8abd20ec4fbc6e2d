/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/bhc-desk-ask.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/files/bhc-face.h"
#include "console/ui/settings/profile/bhc-portrait.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#include "console/ui/settings/profile/bhc-profile.h"

#define PATH "/v1/desk/me/avatar"
#define SIDE 72

struct _BhcProfile
{
  AdwBin parent_instance;

  BhcDesk *desk;
  GtkFileChooserNative *chooser; /* (nullable) while it is open */
  gboolean has_picture;
  gboolean busy; /* one is on its way */

  GtkWidget *avatar;
  GtkWidget *choose;
  GtkWidget *remove;
  GtkWidget *busy_sign;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (BhcProfile, bhc_profile, ADW_TYPE_BIN)

static void
show_state (BhcProfile *self)
{
  gtk_widget_set_sensitive (self->choose, !self->busy);
  gtk_widget_set_sensitive (self->remove, !self->busy);
  gtk_widget_set_visible (self->remove, self->has_picture);
  gtk_spinner_set_spinning (GTK_SPINNER (self->busy_sign), self->busy);
  gtk_widget_set_visible (self->busy_sign, self->busy);
}

static void
tell (BhcProfile *self, const char *problem)
{
  bhc_problem_show (self->problem, problem);
  if (*problem != '\0')
    bhc_compat_announce (GTK_WIDGET (self), problem);
}

/* What the daemon says of the operator is what everybody sees. */
static void
take_answer (BhcProfile *self, GVariant *answer)
{
  g_autoptr (GVariant) who = g_variant_lookup_value (answer, "operator", G_VARIANT_TYPE_VARDICT);
  const BhOperator *me = bhc_desk_get_operator (self->desk);
  BhcFiles *files = bhc_desk_get_files (self->desk);
  const char *hash = NULL;

  if (who == NULL || me == NULL || files == NULL)
    return;
  g_variant_lookup (who, "avatar", "&s", &hash);
  self->has_picture = hash != NULL;
  bhc_files_note_face (files, me->id, hash);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcProfile) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (answer != NULL)
    take_answer (self, answer);
  else
    tell (self, error->message);
  show_state (self);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcProfile) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  self->busy = FALSE;
  if (answer != NULL)
    {
      take_answer (self, answer);
      bhc_compat_announce (GTK_WIDGET (self), self->has_picture ? _ ("Your picture is in use")
                                                                : _ ("Your picture is removed"));
    }
  else
    tell (self, error->message);
  show_state (self);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcProfile) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) portrait = bhc_portrait_make_finish (G_FILE (source), result, &error);

  if (portrait != NULL)
    {
      bhc_desk_send_async (self->desk, "PUT", PATH, "application/octet-stream", portrait,
                           changed_cb, g_object_ref (self));
      return;
    }
  self->busy = FALSE;
  tell (self, error->message);
  show_state (self);
}

void
bhc_profile_take (BhcProfile *self, GFile *file)
{
  g_return_if_fail (BHC_IS_PROFILE (self));

  if (self->busy)
    return;
  self->busy = TRUE;
  tell (self, "");
  show_state (self);
  bhc_portrait_make_async (file, NULL, made_cb, g_object_ref (self));
}

static void
chosen_cb (BhcProfile *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                               : NULL;

  if (file != NULL)
    bhc_profile_take (self, file);
  g_clear_object (&self->chooser);
}

static void
choose_cb (BhcProfile *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/webp");
  gtk_file_filter_add_mime_type (filter, "image/gif");
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Choose a Picture"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Use"), _ ("_Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
remove_confirmed (gpointer data)
{
  BhcProfile *self = data;

  self->busy = TRUE;
  tell (self, "");
  show_state (self);
  bhc_desk_ask_async (self->desk, "DELETE", PATH, NULL, NULL, changed_cb, g_object_ref (self));
}

static void
remove_cb (BhcProfile *self)
{
  bhc_compat_confirm (GTK_WIDGET (self), _ ("Remove Your Picture?"),
                      _ ("Visitors and your team will see your initials instead."), _ ("_Remove"),
                      remove_confirmed, self);
}

static void
bhc_profile_dispose (GObject *object)
{
  BhcProfile *self = BHC_PROFILE (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_profile_parent_class)->dispose (object);
}

static void
bhc_profile_class_init (BhcProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_profile_dispose;
}

static void
bhc_profile_init (BhcProfile *self)
{
}

static GtkWidget *
make_button (BhcProfile *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_picture (BhcProfile *self)
{
  const BhOperator *me = bhc_desk_get_operator (self->desk);
  const BhcFaceOf who = { me->id, me->avatar, NULL, SIDE };

  self->avatar = adw_avatar_new (SIDE, me->name, TRUE);
  self->has_picture = me->avatar != NULL;
  bhc_face_show_operator (self->avatar, bhc_desk_get_files (self->desk), &who);
  return self->avatar;
}

static GtkWidget *
make_label (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_words (void)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), make_label (_ ("Picture"), "title"));
  gtk_box_append (GTK_BOX (words), make_label (_ ("Stands beside what you write"), "subtitle"));
  return words;
}

static GtkWidget *
make_ways (BhcProfile *self)
{
  GtkWidget *ways = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->busy_sign = gtk_spinner_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->busy_sign), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("In progress"), -1);
  self->remove = make_button (self, _ ("_Remove…"), G_CALLBACK (remove_cb));
  self->choose = make_button (self, _ ("_Choose…"), G_CALLBACK (choose_cb));
  gtk_widget_set_layout_manager (ways, bhc_wrap_layout_new (6));
  gtk_widget_set_valign (ways, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (ways, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (ways), self->busy_sign);
  gtk_box_append (GTK_BOX (ways), self->remove);
  gtk_box_append (GTK_BOX (ways), self->choose);
  return ways;
}

/* The buttons stand below the words where both are too wide for one line. */
static GtkWidget *
make_row (BhcProfile *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Picture"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (box, "picture-row");
  gtk_widget_set_layout_manager (box, bhc_wrap_layout_new (12));
  gtk_box_append (GTK_BOX (box), make_picture (self));
  gtk_box_append (GTK_BOX (box), make_words ());
  gtk_box_append (GTK_BOX (box), make_ways (self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
add_problem (BhcProfile *self, GtkWidget *group)
{
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_set_margin_top (GTK_WIDGET (self->problem), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->problem));
}

GtkWidget *
bhc_profile_new (BhcDesk *desk)
{
  BhcProfile *self = g_object_new (BHC_TYPE_PROFILE, NULL);
  const BhOperator *me = bhc_desk_get_operator (desk);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *name = g_markup_escape_text (me != NULL ? me->name : "", -1);
  g_autofree char *email = g_markup_escape_text (me != NULL ? me->email : "", -1);

  self->desk = g_object_ref (desk);
  adw_bin_set_child (ADW_BIN (self), group);
  if (me == NULL)
    return GTK_WIDGET (self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), name);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), email);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (self));
  add_problem (self, group);
  show_state (self);
  bhc_desk_ask_async (desk, "GET", "/v1/desk/me", NULL, NULL, read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
