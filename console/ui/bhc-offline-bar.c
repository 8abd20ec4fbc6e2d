/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/notice/bhc-desk-notice.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"
#include "console/ui/toolkit/layout/bhc-either-layout.h"

#include "console/ui/bhc-offline-bar.h"

struct _BhcOfflineBar
{
  AdwBin parent_instance;

  BhcDesk *desk; /* (nullable) */
  GSignalGroup *signals;

  GtkRevealer *revealer;
  GtkWidget *bar;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *words;
  GtkLabel *essence; /* of the words, where they do not fit */
  GtkWidget *details;
  GtkLabel *outbox;
  GtkWidget *show;
  GtkWidget *retry;
  GtkWidget *dismiss;
  BhcNotice *notice; /* (nullable) what is said */
  char *dismissed;   /* (nullable) what was said and need not be said again */
};

typedef enum
{
  PROP_DESK = 1,
} BhcOfflineBarProperty;
static GParamSpec *props[PROP_DESK + 1];

G_DEFINE_FINAL_TYPE (BhcOfflineBar, bhc_offline_bar, ADW_TYPE_BIN)

/* A notice is a sentence, the states are not.  Returns: (transfer full) (nullable) */
static BhcNotice *
end_notice (BhcDesk *desk)
{
  const char *problem = bhc_desk_get_problem (desk);
  const BhcNotice *parts = bhc_desk_get_notice (desk);
  g_autofree char *sentence = bhc_problem_sentence (problem);
  BhcNotice *ended;

  if (problem == NULL)
    return NULL;
  if (parts == NULL)
    return bhc_notice_new (sentence, NULL);

  ended = bhc_notice_copy (parts);
  g_free (ended->words);
  ended->words = g_steal_pointer (&sentence);
  return ended;
}

/* (nullable): nothing has to be said */
static BhcNotice *
make_notice (BhcDesk *desk, gboolean unsent)
{
  const char *problem = bhc_desk_get_problem (desk);

  switch (bhc_desk_get_state (desk))
    {
    case BHC_STATE_OFFLINE:
      return problem != NULL ? bhc_notice_new (_ ("Offline: %s"), problem)
                             : bhc_notice_new (_ ("Offline: the server cannot be reached"), NULL);
    case BHC_STATE_CONNECTING:
      return bhc_notice_new (_ ("Connecting…"), NULL);
    case BHC_STATE_SYNCING:
      return bhc_notice_new (_ ("Catching up…"), NULL);
    case BHC_STATE_ONLINE:
      if (unsent)
        return bhc_notice_new (_ ("A message was not sent"), NULL);
      G_GNUC_FALLTHROUGH;
    case BHC_STATE_SIGNED_OUT:
    case BHC_STATE_STARTING:
    default:
      return end_notice (desk);
    }
}

static void
show_words (BhcOfflineBar *self)
{
  bhc_compat_set_status (self->words, self->notice->words);
  bhc_compat_set_status (self->essence, self->notice->words);
  gtk_label_set_label (self->essence, self->notice->essence);
  gtk_widget_set_visible (self->details, self->notice->reason != NULL);
}

static void
show_state (BhcOfflineBar *self)
{
  BhcState state = bhc_desk_get_state (self->desk);
  gboolean offline = state == BHC_STATE_OFFLINE;
  gboolean busy = state == BHC_STATE_CONNECTING || state == BHC_STATE_SYNCING;
  g_autofree char *unsent = NULL;
  g_autofree char *waiting = NULL;
  gboolean shown;
  guint n_outbox;

  g_object_get (self->desk, "n-outbox", &n_outbox, "unsent", &unsent, NULL);
  waiting =
      g_strdup_printf (ngettext ("%u message to send", "%u messages to send", n_outbox), n_outbox);
  g_clear_pointer (&self->notice, bhc_notice_free);
  self->notice = make_notice (self->desk, unsent != NULL);
  if (self->notice == NULL)
    g_clear_pointer (&self->dismissed, g_free);
  else
    show_words (self);
  gtk_label_set_label (self->outbox, waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->outbox), n_outbox > 0);
  gtk_widget_set_visible (self->show, unsent != NULL);
  gtk_widget_set_visible (self->retry, offline);
  gtk_widget_set_visible (self->dismiss, !offline && !busy && unsent == NULL);
  gtk_image_set_from_icon_name (self->icon,
                                offline ? "bellhop-offline-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  if (busy)
    gtk_widget_remove_css_class (self->bar, "is-offline");
  else
    gtk_widget_add_css_class (self->bar, "is-offline");
  shown = self->notice != NULL && (offline || busy || unsent != NULL ||
                                   g_strcmp0 (self->notice->words, self->dismissed) != 0);
  gtk_revealer_set_reveal_child (self->revealer, shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_STATE_HIDDEN, !shown, -1);
}

/* A notice that was read makes room, until there is another one. */
static void
dismiss_cb (BhcOfflineBar *self)
{
  g_free (self->dismissed);
  self->dismissed = self->notice != NULL ? g_strdup (self->notice->words) : NULL;
  show_state (self);
}

static void
details_cb (BhcOfflineBar *self)
{
  g_autofree char *sentence = bhc_problem_sentence (self->notice->reason);

  bhc_compat_tell (GTK_WIDGET (self), self->notice->essence, sentence, NULL);
}

static void
retry_cb (BhcOfflineBar *self)
{
  bhc_desk_retry (self->desk);
}

/* There it says why, and what can be done. */
static void
show_cb (BhcOfflineBar *self)
{
  g_autofree char *unsent = NULL;

  g_object_get (self->desk, "unsent", &unsent, NULL);
  if (unsent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "places.open-conversation", "s", unsent);
}

static void
set_desk (BhcOfflineBar *self, BhcDesk *desk)
{
  if (!g_set_object (&self->desk, desk))
    return;

  g_signal_group_set_target (self->signals, desk);
  if (desk != NULL)
    show_state (self);
}

static void
bhc_offline_bar_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((BhcOfflineBarProperty) prop_id)
    {
    case PROP_DESK:
      set_desk (BHC_OFFLINE_BAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_offline_bar_dispose (GObject *object)
{
  BhcOfflineBar *self = BHC_OFFLINE_BAR (object);

  g_clear_object (&self->signals);
  adw_bin_set_child (ADW_BIN (self), NULL); /* it is a template child, too */
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_OFFLINE_BAR);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->notice, bhc_notice_free);
  g_clear_pointer (&self->dismissed, g_free);

  G_OBJECT_CLASS (bhc_offline_bar_parent_class)->dispose (object);
}

static void
bhc_offline_bar_class_init (BhcOfflineBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_offline_bar_dispose;
  object_class->set_property = bhc_offline_bar_set_property;

  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (BHC_TYPE_EITHER_LAYOUT);
  g_type_ensure (BHC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-offline-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcOfflineBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, BhcOfflineBar, bar);
  gtk_widget_class_bind_template_child (widget_class, BhcOfflineBar, icon);
  gtk_widget_class_bind_template_child (widget_class, BhcOfflineBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, BhcOfflineBar, words);
  gtk_widget_class_bind_template_child (widget_class, BhcOfflineBar, essence);
  gtk_widget_class_bind_template_child (widget_class, BhcOfflineBar, details);
  gtk_widget_class_bind_template_child (widget_class, BhcOfflineBar, outbox);
  gtk_widget_class_bind_template_child (widget_class, BhcOfflineBar, show);
  gtk_widget_class_bind_template_child (widget_class, BhcOfflineBar, retry);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_child (widget_class, BhcOfflineBar, dismiss);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
}

static void
bhc_offline_bar_init (BhcOfflineBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (BHC_TYPE_DESK);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (show_state), self);
  g_signal_group_connect_swapped (self->signals, "notify::problem", G_CALLBACK (show_state), self);
  g_signal_group_connect_swapped (self->signals, "notify::n-outbox", G_CALLBACK (show_state), self);
  g_signal_group_connect_swapped (self->signals, "notify::unsent", G_CALLBACK (show_state), self);
}
