/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/writing/bhc-writing.h"
#include "console/ui/bhc-places.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/bhc-sign-in-page.h"
#include "console/ui/commands/bhc-commands.h"
#include "console/ui/commands/bhc-palette.h"
#include "console/ui/commands/bhc-shortcuts.h"
#include "console/ui/help/bhc-help-window.h"
#include "console/ui/preferences/bhc-preferences-window.h"
#include "console/ui/search/bhc-palette-finds.h"
#include "console/ui/settings/bhc-settings-window.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-toast-place.h"

#include "console/ui/bhc-window.h"

struct _BhcWindow
{
  AdwApplicationWindow parent_instance;

  BhcDesk *desk;    /* (nullable) while being made */
  BhcDesk *leaving; /* (nullable) weak: the one that was last asked about */
  GSignalGroup *signals;
  char *state_file;     /* (nullable) */
  GMenuModel *accounts; /* (nullable) */
  gboolean submits;     /* the form is complete and to be sent off without being asked */
  char *wanted;         /* (nullable) the conversation to open as soon as there is a desk … */
  char *colleague;      /* … or (nullable) whose whispers */

  GtkWidget *settings; /* (nullable) weak: the window of them, while it is open */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwBin *sign_in_place;
  AdwBin *desk_place;
};

G_DEFINE_FINAL_TYPE (BhcWindow, bhc_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_title (BhcWindow *self)
{
  guint n = bhc_desk_get_count (self->desk, BHC_VIEW_WAITING);
  g_autofree char *title =
      n > 0 ? g_strdup_printf (_ ("(%u) Bellhop"), n) : g_strdup (_ ("Bellhop"));

  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* What is shown of the desk lives as long as somebody is signed in: what one operator opened, wrote
 * and scrolled to is nothing the next one should find. */
static void
show_desk (BhcWindow *self)
{
  GtkWidget *page = adw_bin_get_child (self->desk_place);

  if (page == NULL)
    {
      page = bhc_places_new (self->desk, self->accounts);
      g_signal_connect_swapped (page, "failed", G_CALLBACK (bhc_window_tell), self);
      adw_bin_set_child (self->desk_place, page);
    }
  gtk_window_set_focus (GTK_WINDOW (self), NULL); /* the field that has it goes with its page */
  gtk_stack_set_visible_child_name (self->stack, "desk");

  if (self->wanted != NULL)
    bhc_places_open_conversation (BHC_PLACES (page), self->wanted);
  else if (self->colleague != NULL)
    bhc_places_open_whispers (BHC_PLACES (page), self->colleague);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->colleague, g_free);
}

/* Made when it is needed: most starts find a kept sign-in. */
static BhcSignInPage *
get_sign_in (BhcWindow *self)
{
  if (adw_bin_get_child (self->sign_in_place) == NULL)
    adw_bin_set_child (self->sign_in_place,
                       g_object_new (BHC_TYPE_SIGN_IN_PAGE, "desk", self->desk, NULL));

  return BHC_SIGN_IN_PAGE (adw_bin_get_child (self->sign_in_place));
}

static void
show_sign_in (BhcWindow *self)
{
  BhcSignInPage *page = get_sign_in (self);

  if (self->settings != NULL)
    gtk_window_destroy (GTK_WINDOW (self->settings));
  gtk_stack_set_visible_child_name (self->stack, "sign-in");
  adw_bin_set_child (self->desk_place, NULL);
  bhc_sign_in_page_focus (page);
  bhc_sign_in_page_tell (page, bhc_desk_get_problem (self->desk));
  if (self->submits)
    bhc_sign_in_page_submit (page);
  self->submits = FALSE;
}

static gboolean
is_admin (BhcWindow *self)
{
  const BhOperator *who = bhc_desk_get_operator (self->desk);

  return who != NULL && who->role >= BH_ROLE_ADMIN;
}

static void
show_state (BhcWindow *self)
{
  BhcState state = bhc_desk_get_state (self->desk);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", state > BHC_STATE_STARTING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.settings", state > BHC_STATE_STARTING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.settings-topic",
                                 state > BHC_STATE_STARTING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.settings-admin",
                                 state > BHC_STATE_STARTING && is_admin (self));
  if (state == BHC_STATE_STARTING)
    gtk_stack_set_visible_child_name (self->stack, "starting");
  else if (state == BHC_STATE_SIGNED_OUT)
    show_sign_in (self);
  else
    show_desk (self);
}

static void
settings_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcWindow *self = BHC_WINDOW (widget);

  if (self->settings == NULL)
    g_set_weak_pointer (&self->settings, bhc_settings_window_new (GTK_WINDOW (self), self->desk));
  gtk_window_present (GTK_WINDOW (self->settings));
}

static void
settings_topic_cb (GtkWidget *widget, const char *name, GVariant *topic)
{
  BhcWindow *self = BHC_WINDOW (widget);

  settings_cb (widget, name, NULL);
  bhc_settings_window_open (BHC_SETTINGS_WINDOW (self->settings),
                            g_variant_get_string (topic, NULL));
}

static void
preferences_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcPreferences *preferences = bhc_desk_get_preferences (BHC_WINDOW (widget)->desk);

  gtk_window_present (GTK_WINDOW (bhc_preferences_window_new (GTK_WINDOW (widget), preferences)));
}

static void
help_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (bhc_help_window_new (GTK_WINDOW (widget))));
}

static void
search_cb (BhcWindow *self, const char *words)
{
  GtkWidget *page = adw_bin_get_child (self->desk_place);

  if (page != NULL)
    bhc_places_search (BHC_PLACES (page), words);
}

static void
palette_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *palette = bhc_palette_new (GTK_WINDOW (widget));

  bhc_palette_finds_attach (BHC_PALETTE (palette), BHC_WINDOW (widget)->desk);
  g_signal_connect_object (palette, "search", G_CALLBACK (search_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (palette));
}

static void
shortcuts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (bhc_shortcuts_new (GTK_WINDOW (widget))));
}

/* Another desk may be looked at by the time of the answer. */
static void
sign_out_confirmed (gpointer data)
{
  BhcDesk *desk = BHC_WINDOW (data)->leaving;

  if (desk != NULL)
    bhc_desk_sign_out (desk);
}

static void
add_loss (GStrvBuilder *losses, guint n, const char *format)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_auto (GStrv) parts = g_strsplit (format, "%u", 2);
  g_autofree char *sentence = g_strjoinv (number, parts);

  if (n > 0)
    g_strv_builder_add (losses, sentence);
}

/* What leaves this computer with the account and stands nowhere else.  Returns: (transfer full)
 * (nullable): nothing does */
static char *
describe_loss (BhcDesk *desk)
{
  guint n_drafts = bhc_desk_count_drafts (desk);
  g_autoptr (GStrvBuilder) losses = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;
  guint n_outbox;

  g_object_get (desk, "n-outbox", &n_outbox, NULL);
  add_loss (losses, n_outbox,
            ngettext ("%u message has not been sent. Signing out discards it.",
                      "%u messages have not been sent. Signing out discards them.", n_outbox));
  add_loss (losses, n_drafts,
            ngettext ("%u draft is not finished. Signing out discards it.",
                      "%u drafts are not finished. Signing out discards them.", n_drafts));
  sentences = g_strv_builder_end (losses);
  return sentences[0] != NULL ? g_strjoinv ("\n", sentences) : NULL;
}

static void
sign_out_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcWindow *self = BHC_WINDOW (widget);
  g_autofree char *body = describe_loss (self->desk);

  g_set_weak_pointer (&self->leaving, self->desk);
  if (body == NULL)
    {
      sign_out_confirmed (self);
      return;
    }
  bhc_compat_confirm (widget, _ ("Sign Out?"), body, _ ("_Sign Out"), sign_out_confirmed, self);
}

static void
restore_size (BhcWindow *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  int width, height;

  if (self->state_file == NULL ||
      !g_key_file_load_from_file (file, self->state_file, G_KEY_FILE_NONE, NULL))
    return;

  width = g_key_file_get_integer (file, "window", "width", NULL);
  height = g_key_file_get_integer (file, "window", "height", NULL);
  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_key_file_get_boolean (file, "window", "maximized", NULL))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
keep_size (BhcWindow *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = NULL;
  int width, height;

  if (self->state_file == NULL)
    return;

  folder = g_path_get_dirname (self->state_file);
  g_mkdir_with_parents (folder, 0700);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_key_file_set_integer (file, "window", "width", width);
  g_key_file_set_integer (file, "window", "height", height);
  g_key_file_set_boolean (file, "window", "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (!g_key_file_save_to_file (file, self->state_file, NULL))
    g_debug ("the window's size could not be kept in “%s”", self->state_file);
}

static gboolean
bhc_window_close_request (GtkWindow *window)
{
  keep_size (BHC_WINDOW (window));

  return GTK_WINDOW_CLASS (bhc_window_parent_class)->close_request (window);
}

static void
bhc_window_dispose (GObject *object)
{
  BhcWindow *self = BHC_WINDOW (object);

  g_clear_object (&self->signals);
  g_clear_weak_pointer (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_WINDOW);
  g_clear_object (&self->accounts);
  g_clear_weak_pointer (&self->leaving);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->state_file, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->colleague, g_free);

  G_OBJECT_CLASS (bhc_window_parent_class)->dispose (object);
}

static void
bhc_window_class_init (BhcWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bhc_window_close_request;

  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_cb);
  gtk_widget_class_install_action (widget_class, "win.settings", NULL, settings_cb);
  gtk_widget_class_install_action (widget_class, "win.settings-topic", "s", settings_topic_cb);
  gtk_widget_class_install_action (widget_class, "win.settings-admin", "s", settings_topic_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, help_cb);
  gtk_widget_class_install_action (widget_class, "win.palette", NULL, palette_cb);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/bellhop/Console/bhc-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BhcWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcWindow, sign_in_place);
  gtk_widget_class_bind_template_child (widget_class, BhcWindow, desk_place);
}

/* Whoever can do something about it is told, wherever they are. */
static void
webhook_cb (BhcWindow *self, gboolean off)
{
  const BhOperator *who = bhc_desk_get_operator (self->desk);

  if (off && who != NULL && who->role >= BH_ROLE_ADMIN)
    bhc_window_tell (self, _ ("A webhook was switched off: what it was told has failed for three "
                              "days. Look at it in the settings."));
}

static const char *const key_owners[] = { "app", "win", "window" };

static void
bhc_window_init (BhcWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_toast_place_keep (
      GTK_OVERLAY (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self))));
  bhc_parts_mend (GTK_WIDGET (self->toasts));
  bhc_compat_hide_pages (self->stack);
  for (guint i = 0; i < G_N_ELEMENTS (key_owners); i++)
    bhc_commands_attach (GTK_WIDGET (self), key_owners[i]);
  self->signals = g_signal_group_new (BHC_TYPE_DESK);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (show_state), self);
  g_signal_group_connect_swapped (self->signals, "notify::n-waiting", G_CALLBACK (show_title),
                                  self);
  g_signal_group_connect_swapped (self->signals, "webhook-changed", G_CALLBACK (webhook_cb), self);
}

/* What belongs to one desk goes with it; what was written there is kept as drafts. */
static void
forget_desk (BhcWindow *self)
{
  if (self->settings != NULL)
    gtk_window_destroy (GTK_WINDOW (self->settings));
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  adw_bin_set_child (self->desk_place, NULL);
  adw_bin_set_child (self->sign_in_place, NULL);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->colleague, g_free);
  self->submits = FALSE;
}

void
bhc_window_set_desk (BhcWindow *self, BhcDesk *desk)
{
  g_return_if_fail (BHC_IS_WINDOW (self));

  if (desk == self->desk)
    return;

  forget_desk (self);
  g_set_object (&self->desk, desk);
  g_signal_group_set_target (self->signals, desk);
  show_state (self);
  show_title (self);
}

BhcWindow *
bhc_window_new (GtkApplication *application,
                BhcDesk *desk,
                GMenuModel *accounts,
                const char *state_file)
{
  BhcWindow *self = g_object_new (BHC_TYPE_WINDOW, "application", application, NULL);

  g_set_object (&self->accounts, accounts);
  self->desk = g_object_ref (desk);
  self->state_file = g_strdup (state_file);
  g_signal_group_set_target (self->signals, desk);
  restore_size (self);
  show_state (self);
  show_title (self);

  return self;
}

void
bhc_window_open_conversation (BhcWindow *self, const char *id)
{
  g_return_if_fail (BHC_IS_WINDOW (self));

  g_free (self->wanted);
  self->wanted = g_strdup (id);
  if (bhc_desk_get_state (self->desk) > BHC_STATE_STARTING)
    show_desk (self);
}

void
bhc_window_open_whispers (BhcWindow *self, const char *colleague)
{
  g_return_if_fail (BHC_IS_WINDOW (self));

  g_free (self->colleague);
  self->colleague = g_strdup (colleague);
  if (bhc_desk_get_state (self->desk) > BHC_STATE_STARTING)
    show_desk (self);
}

gboolean
bhc_window_shows_conversation (BhcWindow *self, const char *id)
{
  GtkWidget *page;

  g_return_val_if_fail (BHC_IS_WINDOW (self), FALSE);

  page = adw_bin_get_child (self->desk_place);
  return page != NULL && g_strcmp0 (bhc_places_get_open (BHC_PLACES (page)), id) == 0;
}

void
bhc_window_prepare_sign_in (BhcWindow *self,
                            const char *server,
                            const char *email,
                            const char *password)
{
  g_return_if_fail (BHC_IS_WINDOW (self));

  bhc_sign_in_page_fill (get_sign_in (self), server, email, password);
  self->submits = password != NULL;
  show_state (self);
}

/* What was told of a desk is nothing to whoever signs in to another. */
static void
left_cb (AdwToast *toast, GParamSpec *pspec, GtkStack *stack)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "desk") != 0)
    adw_toast_dismiss (toast);
}

void
bhc_window_tell (BhcWindow *self, const char *words)
{
  g_autofree char *sentence = bhc_problem_sentence (words);
  GtkWidget *label;
  AdwToast *toast;

  g_return_if_fail (BHC_IS_WINDOW (self));

  label = bhc_compat_toast_words (GTK_WIDGET (self), sentence);
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, 6);
  g_signal_connect_object (self->stack, "notify::visible-child-name", G_CALLBACK (left_cb), toast,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
  bhc_compat_announce (GTK_WIDGET (self), sentence);
}
