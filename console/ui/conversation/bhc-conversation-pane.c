/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/writing/bhc-writing.h"
#include "console/ui/bhc-status.h"
#include "console/ui/commands/bhc-commands.h"
#include "console/ui/conversation/bhc-answer-ways.h"
#include "console/ui/conversation/bhc-composer.h"
#include "console/ui/conversation/bhc-suggestion-bar.h"
#include "console/ui/conversation/bhc-transcript-view.h"
#include "console/ui/conversation/bhc-transcript-ways.h"
#include "console/ui/conversation/deeds/bhc-deed-bar.h"
#include "console/ui/conversation/deeds/bhc-status-strip.h"
#include "console/ui/conversation/rows/bhc-arrival.h"
#include "console/ui/conversation/rows/bhc-message-ways.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-title.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#include "console/ui/conversation/bhc-conversation-pane.h"

#define TICK_SECONDS 20

struct _BhcConversationPane
{
  AdwBin parent_instance;

  BhcDesk *desk;                 /* (nullable) */
  BhcConversation *conversation; /* (nullable) */
  GSignalGroup *signals;
  gboolean show_back;
  gboolean show_close;
  gboolean contact_shown;
  char *next;       /* (nullable) the conversation after this one */
  char *discarding; /* (nullable) the message the question is about */
  guint tick;       /* 0: not mapped */

  AdwWindowTitle *title;
  GtkStack *stack;
  BhcStatusStrip *strip;
  BhcDeedBar *deeds;
  GtkWidget *contact;
  BhcTranscriptView *transcript;
  BhcComposer *composer;
  GtkWidget *drop_sign;
  BhcSuggestionBar *suggestion;
};

typedef enum
{
  PROP_DESK = 1,
  PROP_SHOW_BACK,
  PROP_SHOW_CLOSE,
  PROP_CONTACT_SHOWN,
} BhcConversationPaneProperty;
static GParamSpec *props[PROP_CONTACT_SHOWN + 1];

enum
{
  BACK,
  FAILED,
  FIND_NEXT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcConversationPane, bhc_conversation_pane, ADW_TYPE_BIN)

static void
enable_actions (BhcConversationPane *self)
{
  bhc_status_strip_enable (self->strip, GTK_WIDGET (self));
  bhc_deed_bar_enable (self->deeds, GTK_WIDGET (self));
}

static void
show_conversation (BhcConversationPane *self)
{
  const BhConversation *record;

  enable_actions (self);
  gtk_widget_set_visible (self->contact, self->conversation != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->title), self->conversation != NULL);
  gtk_stack_set_visible_child_name (self->stack,
                                    self->conversation != NULL ? "conversation" : "empty");
  if (self->conversation == NULL)
    return;

  record = bhc_conversation_get_record (self->conversation);
  adw_window_title_set_title (self->title, bhc_status_contact_name (self->conversation));
  adw_window_title_set_subtitle (self->title,
                                 record->contact_email != NULL ? record->contact_email : "");
}

/* What is seen is read: only while the window is the one being looked at. */
static void
mark_read (BhcConversationPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->desk == NULL || self->conversation == NULL || !GTK_IS_WINDOW (root) ||
      !gtk_window_is_active (GTK_WINDOW (root)) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (bhc_conversation_get_record (self->conversation)->unread > 0 &&
      bhc_transcript_view_is_at_latest (self->transcript))
    bhc_desk_mark_read (self->desk, bhc_conversation_get_id (self->conversation));
}

static void
record_cb (BhcConversationPane *self)
{
  show_conversation (self);
  mark_read (self);
}

static gboolean
tick_cb (gpointer data)
{
  BhcConversationPane *self = data;

  bhc_status_strip_refresh (self->strip);
  mark_read (self);
  return G_SOURCE_CONTINUE;
}

static void
open_next (BhcConversationPane *self)
{
  g_autofree char *next = g_steal_pointer (&self->next);

  if (next != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "places.open-conversation", "s", next);
  else
    g_signal_emit (self, signals[FAILED], 0, _ ("Nobody else is waiting in this view."));
}

static void
acted_cb (BhcConversationPane *self, int action, gboolean next)
{
  if (next)
    open_next (self);
  else if (action == BHC_ACTION_CLAIM || action == BHC_ACTION_REOPEN)
    bhc_composer_focus (self->composer);
}

/* What is next is looked for before the conversation leaves the view. */
static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcConversationPane *self = BHC_CONVERSATION_PANE (widget);

  g_clear_pointer (&self->next, g_free);
  if (self->conversation != NULL && g_str_equal (name, "conversation.resolve-next"))
    g_signal_emit (self, signals[FIND_NEXT], 0, bhc_conversation_get_id (self->conversation),
                   &self->next);
  bhc_status_strip_do (self->strip, name);
}

static void
deed_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bhc_deed_bar_do (BHC_CONVERSATION_PANE (widget)->deeds, name, parameter);
}

static void
turn_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcConversationPane *self = BHC_CONVERSATION_PANE (widget);

  if (g_str_equal (name, "conversation.find"))
    bhc_transcript_view_find (self->transcript);
  else if (g_str_equal (name, "conversation.latest"))
    bhc_transcript_view_jump_to_latest (self->transcript);
  else
    bhc_composer_write_note (self->composer);
}

static void
discard_confirmed (gpointer data)
{
  BhcConversationPane *self = data;

  if (self->desk != NULL && self->discarding != NULL)
    bhc_desk_discard_message (self->desk, self->discarding);
}

static void
discard_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcConversationPane *self = BHC_CONVERSATION_PANE (widget);

  g_free (self->discarding);
  self->discarding = g_variant_dup_string (parameter, NULL);
  bhc_compat_confirm (widget, _ ("Discard This Message?"),
                      _ ("It was never sent, and its text will be gone."), _ ("_Discard"),
                      discard_confirmed, self);
}

static void
way_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcConversationPane *self = BHC_CONVERSATION_PANE (widget);
  const char *words = parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL;
  const char *id = self->conversation != NULL ? bhc_conversation_get_id (self->conversation) : NULL;

  if (id != NULL && bhc_message_ways_take (self->composer, self->desk, name, words))
    return;
  if (id != NULL && g_str_has_suffix (name, "-transcript"))
    bhc_transcript_ways_take (widget, self->desk, self->conversation, name);
  else if (id != NULL && g_str_equal (name, "message.answered-by"))
    bhc_answer_ways_choose (widget, bhc_desk_get_library (self->desk), id, words);
  else if (id != NULL)
    bhc_answer_ways_explain (widget, bhc_desk_get_library (self->desk), id, words);
}

static void
fail (GtkWidget *widget, const char *sentence)
{
  g_signal_emit (widget, signals[FAILED], 0, sentence);
}

static void
tell_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fail (widget, g_variant_get_string (parameter, NULL));
}

static void
back_cb (BhcConversationPane *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
bhc_conversation_pane_map (GtkWidget *widget)
{
  BhcConversationPane *self = BHC_CONVERSATION_PANE (widget);

  GTK_WIDGET_CLASS (bhc_conversation_pane_parent_class)->map (widget);
  self->tick = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active",
                           G_CALLBACK (mark_read), self, G_CONNECT_SWAPPED);
}

static void
bhc_conversation_pane_unmap (GtkWidget *widget)
{
  BhcConversationPane *self = BHC_CONVERSATION_PANE (widget);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), mark_read, self);
  GTK_WIDGET_CLASS (bhc_conversation_pane_parent_class)->unmap (widget);
}

static void
bhc_conversation_pane_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  BhcConversationPane *self = BHC_CONVERSATION_PANE (object);

  switch ((BhcConversationPaneProperty) prop_id)
    {
    case PROP_DESK:
      g_set_object (&self->desk, g_value_get_object (value));
      break;
    case PROP_SHOW_BACK:
      self->show_back = g_value_get_boolean (value);
      break;
    case PROP_SHOW_CLOSE:
      self->show_close = g_value_get_boolean (value);
      break;
    case PROP_CONTACT_SHOWN:
      self->contact_shown = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_conversation_pane_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  BhcConversationPane *self = BHC_CONVERSATION_PANE (object);

  switch ((BhcConversationPaneProperty) prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, self->desk);
      break;
    case PROP_SHOW_BACK:
      g_value_set_boolean (value, self->show_back);
      break;
    case PROP_SHOW_CLOSE:
      g_value_set_boolean (value, self->show_close);
      break;
    case PROP_CONTACT_SHOWN:
      g_value_set_boolean (value, self->contact_shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_conversation_pane_dispose (GObject *object)
{
  BhcConversationPane *self = BHC_CONVERSATION_PANE (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->conversation);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_CONVERSATION_PANE);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->discarding, g_free);
  g_clear_pointer (&self->next, g_free);

  G_OBJECT_CLASS (bhc_conversation_pane_parent_class)->dispose (object);
}

static void
suggestion_used_cb (BhcConversationPane *self, const char *text)
{
  bhc_composer_fill (self->composer, text);
  bhc_composer_focus (self->composer);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BHC_TYPE_TRANSCRIPT_VIEW);
  g_type_ensure (BHC_TYPE_WRAP_LAYOUT);
  g_type_ensure (BHC_TYPE_COMPOSER);
  g_type_ensure (BHC_TYPE_SUGGESTION_BAR);
  g_type_ensure (BHC_TYPE_STATUS_STRIP);
  g_type_ensure (BHC_TYPE_DEED_BAR);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-conversation-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcConversationPane, title);
  gtk_widget_class_bind_template_child (widget_class, BhcConversationPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcConversationPane, strip);
  gtk_widget_class_bind_template_child (widget_class, BhcConversationPane, deeds);
  gtk_widget_class_bind_template_child (widget_class, BhcConversationPane, contact);
  gtk_widget_class_bind_template_child (widget_class, BhcConversationPane, transcript);
  gtk_widget_class_bind_template_child (widget_class, BhcConversationPane, composer);
  gtk_widget_class_bind_template_child (widget_class, BhcConversationPane, drop_sign);
  gtk_widget_class_bind_template_child (widget_class, BhcConversationPane, suggestion);
  gtk_widget_class_bind_template_callback (widget_class, fail);
  gtk_widget_class_bind_template_callback (widget_class, acted_cb);
  gtk_widget_class_bind_template_callback (widget_class, enable_actions);
  gtk_widget_class_bind_template_callback (widget_class, suggestion_used_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_read);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
bhc_conversation_pane_class_init (BhcConversationPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = bhc_conversation_pane_dispose;
  object_class->set_property = bhc_conversation_pane_set_property;
  object_class->get_property = bhc_conversation_pane_get_property;
  widget_class->map = bhc_conversation_pane_map;
  widget_class->unmap = bhc_conversation_pane_unmap;

  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK, flags);
  props[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE, flags);
  props[PROP_SHOW_CLOSE] = g_param_spec_boolean ("show-close", NULL, NULL, FALSE, flags);
  props[PROP_CONTACT_SHOWN] = g_param_spec_boolean ("contact-shown", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[FIND_NEXT] = g_signal_new ("find-next", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_STRING, 1, G_TYPE_STRING);

  bhc_status_strip_install (widget_class, act_cb);
  bhc_deed_bar_install (widget_class, deed_cb);
  gtk_widget_class_install_action (widget_class, "conversation.note", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "conversation.latest", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "conversation.find", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "conversation.explain", NULL, way_cb);
  gtk_widget_class_install_action (widget_class, "conversation.tell", "s", tell_cb);
  bhc_transcript_ways_install (widget_class, way_cb);
  gtk_widget_class_install_action (widget_class, "message.explain", "s", way_cb);
  gtk_widget_class_install_action (widget_class, "message.answered-by", "s", way_cb);
  bhc_message_ways_install (widget_class, way_cb);
  gtk_widget_class_install_action (widget_class, "message.discard", "s", discard_cb);
  bind_template (widget_class);
}

static void
bhc_conversation_pane_init (BhcConversationPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_title_fit_bar (self->title, TRUE);
  bhc_parts_mend (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  g_signal_connect_swapped (self->composer, "failed", G_CALLBACK (fail), self);
  bhc_commands_attach (GTK_WIDGET (self), "conversation");
  bhc_composer_watch_drops (self->composer, GTK_WIDGET (self->transcript), self->drop_sign);
  self->signals = g_signal_group_new (BHC_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->signals, "notify::record", G_CALLBACK (record_cb), self);
  show_conversation (self);
}

void
bhc_conversation_pane_set_conversation (BhcConversationPane *self, BhcConversation *conversation)
{
  g_autoptr (BhcTranscript) transcript = NULL;

  g_return_if_fail (BHC_IS_CONVERSATION_PANE (self));

  if (!g_set_object (&self->conversation, conversation))
    return;

  g_signal_group_set_target (self->signals, conversation);
  if (conversation != NULL)
    transcript = bhc_desk_open_transcript (self->desk, bhc_conversation_get_id (conversation));
  bhc_transcript_view_set_transcript (
      self->transcript, transcript,
      conversation != NULL ? (guint) bhc_conversation_get_record (conversation)->unread : 0);
  bhc_status_strip_set_conversation (self->strip, conversation);
  bhc_deed_bar_set_conversation (self->deeds, conversation);
  bhc_composer_set_conversation (self->composer, conversation);
  bhc_suggestion_bar_set_conversation (
      self->suggestion, conversation != NULL ? bhc_conversation_get_id (conversation) : NULL);
  show_conversation (self);
  mark_read (self);
}

void
bhc_conversation_pane_await (BhcConversationPane *self, gboolean waiting)
{
  g_return_if_fail (BHC_IS_CONVERSATION_PANE (self));

  bhc_conversation_pane_set_conversation (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, waiting ? "loading" : "empty");
}

BhcConversation *
bhc_conversation_pane_get_conversation (BhcConversationPane *self)
{
  g_return_val_if_fail (BHC_IS_CONVERSATION_PANE (self), NULL);

  return self->conversation;
}

void
bhc_conversation_pane_focus_composer (BhcConversationPane *self)
{
  g_return_if_fail (BHC_IS_CONVERSATION_PANE (self));

  bhc_composer_focus (self->composer);
}

void
bhc_conversation_pane_show_message (BhcConversationPane *self, gint64 seq, const char *words)
{
  BhcTranscript *transcript = NULL;

  g_return_if_fail (BHC_IS_CONVERSATION_PANE (self));

  transcript = bhc_transcript_view_get_transcript (self->transcript);
  if (transcript != NULL)
    bhc_arrival_begin (self->transcript, transcript, seq, words);
}
