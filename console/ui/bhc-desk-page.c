/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-wish.h"
#include "console/ui/commands/bhc-commands.h"
#include "console/ui/contact/bhc-contact-pane.h"
#include "console/ui/conversation/bhc-conversation-pane.h"
#include "console/ui/inbox/bhc-inbox-next.h"
#include "console/ui/inbox/bhc-inbox-pane.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-threshold.h"

#include "console/ui/bhc-desk-page.h"

#define WIDE 1040       /* three panes beside each other from here on */
#define INBOX_WIDTH 320 /* beside a conversation; alone it fills the window */
#define UNBOUND 10000

struct _BhcDeskPage
{
  GtkWidget parent_instance;

  BhcDesk *desk;
  BhcThreshold wide;
  gboolean contact_wanted; /* what was chosen while there was room for it */
  GCancellable *fetching;  /* (nullable) of a conversation that is not here */

  GtkWidget *box;
  AdwLeaflet *leaflet;
  AdwFlap *flap;
  AdwClamp *inbox_width;
  BhcInboxPane *inbox;
  BhcConversationPane *conversation;
  BhcContactPane *contact;
};

typedef enum
{
  PROP_DESK = 1,
} BhcDeskPageProperty;
static GParamSpec *props[PROP_DESK + 1];

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcDeskPage, bhc_desk_page, GTK_TYPE_WIDGET)

/* Who carries the window's own buttons, and whether there is a way back. */
static void
show_frames (BhcDeskPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean covered = adw_flap_get_reveal_flap (self->flap);

  g_object_set (self->conversation, "show-back", folded, "show-close", !covered, NULL);
  g_object_set (self->inbox, "show-close", folded, NULL);
  adw_clamp_set_maximum_size (self->inbox_width, folded ? UNBOUND : INBOX_WIDTH);
}

static void
lay_out (GtkWidget *widget)
{
  BhcDeskPage *self = BHC_DESK_PAGE (widget);
  gboolean open = bhc_conversation_pane_get_conversation (self->conversation) != NULL;
  gboolean wanted = self->contact_wanted;

  adw_flap_set_fold_policy (self->flap, self->wide.reached ? ADW_FLAP_FOLD_POLICY_NEVER
                                                           : ADW_FLAP_FOLD_POLICY_ALWAYS);
  adw_flap_set_reveal_flap (self->flap, self->wide.reached && wanted && open);
  self->contact_wanted = wanted;
  show_frames (self);
}

static void
bhc_desk_page_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  gtk_widget_measure (BHC_DESK_PAGE (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
bhc_desk_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BhcDeskPage *self = BHC_DESK_PAGE (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  bhc_threshold_look (&self->wide, width);
}

/* Whatever was waited for is no longer wanted. */
static void
move_on (BhcDeskPage *self)
{
  if (self->fetching != NULL)
    g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
}

static void
open_conversation (BhcDeskPage *self, BhcConversation *conversation)
{
  gboolean first = bhc_conversation_pane_get_conversation (self->conversation) == NULL;

  move_on (self);
  bhc_conversation_pane_set_conversation (self->conversation, conversation);
  g_object_set (self->contact, "conversation", conversation, NULL);
  if (first)
    lay_out (GTK_WIDGET (self));
  bhc_compat_turn_to (self->leaflet, "conversation");
}

static void
opened_cb (BhcDeskPage *self, BhcConversation *conversation, gboolean enter)
{
  open_conversation (self, conversation);
  if (enter)
    bhc_conversation_pane_focus_composer (self->conversation);
}

static void
failed_cb (BhcDeskPage *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static void
leave_conversation (BhcDeskPage *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "inbox");
  bhc_inbox_pane_focus (self->inbox);
}

static char *
find_next_cb (BhcDeskPage *self, const char *id)
{
  return bhc_inbox_find_next (self->inbox, id);
}

/* In one pane a row must be pressable again after coming back. */
static void
page_changed_cb (BhcDeskPage *self)
{
  gboolean in_inbox = g_strcmp0 (adw_leaflet_get_visible_child_name (self->leaflet), "inbox") == 0;
  BhcConversation *open;

  show_frames (self);
  if (!adw_leaflet_get_folded (self->leaflet))
    {
      open = bhc_conversation_pane_get_conversation (self->conversation);
      bhc_inbox_pane_set_current (self->inbox,
                                  open != NULL ? bhc_conversation_get_id (open) : NULL);
    }
  else if (in_inbox)
    bhc_inbox_pane_set_current (self->inbox, NULL);
}

static void
revealed_cb (BhcDeskPage *self)
{
  if (self->wide.reached)
    self->contact_wanted = adw_flap_get_reveal_flap (self->flap);
  show_frames (self);
}

/* For whatever lies in the page: a sentence for the person. */
static void
tell_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  failed_cb (BHC_DESK_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
view_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcDeskPage *self = BHC_DESK_PAGE (widget);

  bhc_inbox_pane_show_nth (self->inbox, (guint) g_variant_get_int32 (parameter));
  adw_leaflet_set_visible_child_name (self->leaflet, "inbox");
}

static void
walk_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bhc_inbox_pane_walk (BHC_DESK_PAGE (widget)->inbox, g_variant_get_int32 (parameter));
}

/* One step out: the contact over the conversation first, then the conversation. */
static void
escape_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcDeskPage *self = BHC_DESK_PAGE (widget);

  if (!self->wide.reached && adw_flap_get_reveal_flap (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
  else
    leave_conversation (self);
}

static void
contact_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcDeskPage *self = BHC_DESK_PAGE (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static gboolean
holds_focus (BhcDeskPage *self, GtkWidget *pane)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, pane);
}

static void
pane_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcDeskPage *self = BHC_DESK_PAGE (widget);
  gboolean forward = g_str_equal (name, "desk.next-pane");
  GtkWidget *panes[] = { GTK_WIDGET (self->inbox), GTK_WIDGET (self->conversation),
                         GTK_WIDGET (self->contact) };
  guint n = G_N_ELEMENTS (panes), at = 0;

  while (at < n - 1 && !holds_focus (self, panes[at]))
    at++;
  for (guint i = 1; i <= n; i++)
    {
      guint next = (forward ? at + i : at + n - i) % n;

      if (!gtk_widget_get_child_visible (panes[next]) || !gtk_widget_get_mapped (panes[next]))
        continue;
      if (panes[next] == GTK_WIDGET (self->conversation))
        bhc_conversation_pane_focus_composer (self->conversation);
      else if (panes[next] == GTK_WIDGET (self->inbox))
        bhc_inbox_pane_focus (self->inbox);
      else
        gtk_widget_child_focus (panes[next], GTK_DIR_TAB_FORWARD);
      return;
    }
}

static void
close_conversation (BhcDeskPage *self)
{
  bhc_conversation_pane_set_conversation (self->conversation, NULL);
  g_object_set (self->contact, "conversation", NULL, NULL);
  bhc_inbox_pane_set_current (self->inbox, NULL);
  lay_out (GTK_WIDGET (self));
}

/* What was erased is not shown any longer. */
static void
counts_changed_cb (BhcDeskPage *self)
{
  BhcConversation *open = bhc_conversation_pane_get_conversation (self->conversation);
  g_autoptr (BhcConversation) found = NULL;

  if (open == NULL || bhc_desk_get_state (self->desk) != BHC_STATE_ONLINE ||
      bhc_desk_get_operator (self->desk) == NULL) /* they are signing out */
    return;

  found = bhc_desk_find_conversation (self->desk, bhc_conversation_get_id (open));
  if (found != NULL)
    return;

  close_conversation (self);
  adw_leaflet_set_visible_child_name (self->leaflet, "inbox");
  failed_cb (self, _ ("The conversation that was open here has been erased."));
}

static void
set_desk (BhcDeskPage *self, BhcDesk *desk)
{
  g_set_object (&self->desk, desk);
  if (desk != NULL)
    g_signal_connect_object (desk, "counts-changed", G_CALLBACK (counts_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
bhc_desk_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((BhcDeskPageProperty) prop_id)
    {
    case PROP_DESK:
      set_desk (BHC_DESK_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_desk_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((BhcDeskPageProperty) prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, BHC_DESK_PAGE (object)->desk);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_desk_page_dispose (GObject *object)
{
  BhcDeskPage *self = BHC_DESK_PAGE (object);

  bhc_threshold_clear (&self->wide);
  move_on (self);
  if (self->leaflet != NULL)
    g_signal_handlers_disconnect_by_data (self->leaflet, self);
  if (self->flap != NULL)
    g_signal_handlers_disconnect_by_data (self->flap, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_DESK_PAGE);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_desk_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "desk.view", "i", view_cb);
  gtk_widget_class_install_action (widget_class, "desk.tell", "s", tell_cb);
  gtk_widget_class_install_action (widget_class, "desk.walk", "i", walk_cb);
  gtk_widget_class_install_action (widget_class, "desk.back", NULL, escape_cb);
  gtk_widget_class_install_action (widget_class, "desk.contact", NULL, contact_cb);
  gtk_widget_class_install_action (widget_class, "desk.next-pane", NULL, pane_cb);
  gtk_widget_class_install_action (widget_class, "desk.previous-pane", NULL, pane_cb);
}

static void
bhc_desk_page_class_init (BhcDeskPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_desk_page_dispose;
  object_class->set_property = bhc_desk_page_set_property;
  object_class->get_property = bhc_desk_page_get_property;
  widget_class->measure = bhc_desk_page_measure;
  widget_class->size_allocate = bhc_desk_page_size_allocate;

  props[PROP_DESK] =
      g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  install_actions (widget_class);
  g_type_ensure (BHC_TYPE_INBOX_PANE);
  g_type_ensure (BHC_TYPE_CONVERSATION_PANE);
  g_type_ensure (BHC_TYPE_CONTACT_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-desk-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcDeskPage, box);
  gtk_widget_class_bind_template_child (widget_class, BhcDeskPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BhcDeskPage, flap);
  gtk_widget_class_bind_template_child (widget_class, BhcDeskPage, inbox_width);
  gtk_widget_class_bind_template_child (widget_class, BhcDeskPage, inbox);
  gtk_widget_class_bind_template_child (widget_class, BhcDeskPage, conversation);
  gtk_widget_class_bind_template_child (widget_class, BhcDeskPage, contact);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_conversation);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_next_cb);
}

static void
bhc_desk_page_init (BhcDeskPage *self)
{
  bhc_threshold_init (&self->wide, GTK_WIDGET (self), WIDE, FALSE, lay_out);
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_commands_attach (GTK_WIDGET (self), "desk");

  self->contact_wanted = TRUE;
  adw_flap_set_reveal_flap (self->flap, FALSE);
  g_object_bind_property (self->flap, "reveal-flap", self->conversation, "contact-shown",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (page_changed_cb), self);
  g_signal_connect_swapped (self->leaflet, "notify::visible-child", G_CALLBACK (page_changed_cb),
                            self);
  g_signal_connect_swapped (self->flap, "notify::reveal-flap", G_CALLBACK (revealed_cb), self);
  show_frames (self);
}

GtkWidget *
bhc_desk_page_new (BhcDesk *desk)
{
  return g_object_new (BHC_TYPE_DESK_PAGE, "desk", desk, NULL);
}

static void
show_at (BhcDeskPage *self, BhcConversation *conversation, gint64 seq, const char *words)
{
  open_conversation (self, conversation);
  bhc_inbox_pane_set_current (self->inbox, bhc_conversation_get_id (conversation));
  if (seq > 0)
    bhc_conversation_pane_show_message (self->conversation, seq, words);
}

static void
wished_cb (gpointer data,
           BhcConversation *conversation,
           gint64 seq,
           const char *words,
           const char *problem)
{
  BhcDeskPage *self = data;

  if (conversation != NULL)
    {
      show_at (self, conversation, seq, words);
      return;
    }

  bhc_conversation_pane_await (self->conversation, FALSE);
  failed_cb (self, problem);
}

static void
fetch (BhcDeskPage *self, const char *conversation_id, gint64 seq, const char *words)
{
  move_on (self);
  close_conversation (self);
  bhc_conversation_pane_await (self->conversation, TRUE);
  adw_leaflet_set_visible_child_name (self->leaflet, "conversation");
  self->fetching = g_cancellable_new ();
  bhc_wish_make (self->desk, conversation_id, seq, words, self->fetching, wished_cb, self);
}

void
bhc_desk_page_open (BhcDeskPage *self, const char *conversation_id)
{
  g_return_if_fail (BHC_IS_DESK_PAGE (self));

  bhc_desk_page_open_message (self, conversation_id, 0, "");
}

void
bhc_desk_page_open_message (BhcDeskPage *self,
                            const char *conversation_id,
                            gint64 seq,
                            const char *words)
{
  g_autoptr (BhcConversation) found = NULL;

  g_return_if_fail (BHC_IS_DESK_PAGE (self));

  found = bhc_desk_find_conversation (self->desk, conversation_id);
  if (found != NULL)
    show_at (self, found, seq, words);
  else
    fetch (self, conversation_id, seq, words);
}

const char *
bhc_desk_page_get_open (BhcDeskPage *self)
{
  BhcConversation *open;

  g_return_val_if_fail (BHC_IS_DESK_PAGE (self), NULL);

  open = bhc_conversation_pane_get_conversation (self->conversation);
  return open != NULL ? bhc_conversation_get_id (open) : NULL;
}
