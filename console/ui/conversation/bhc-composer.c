/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-status.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/conversation/writing/bhc-composer-private.h"
#include "console/ui/files/bhc-file-drop.h"

typedef enum
{
  PROP_DESK = 1,
} BhcComposerProperty;
static GParamSpec *props[PROP_DESK + 1];

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcComposer, bhc_composer, ADW_TYPE_BIN)

static void
tell_typing (BhcComposer *self, gboolean on)
{
  if (self->desk != NULL && self->conversation != NULL &&
      !gtk_toggle_button_get_active (self->note))
    bhc_desk_typing (self->desk, bhc_conversation_get_id (self->conversation), on);
}

/* A note and a reply are two drafts: what was written for the team never goes to the visitor. */
static void
mode_cb (BhcComposer *self)
{
  if (self->as_note != gtk_toggle_button_get_active (self->note))
    {
      bhc_composer_put_away (self);
      bhc_composer_show_draft (self);
    }
  bhc_composer_show_state (self);
}

static void
changed_cb (BhcComposer *self)
{
  bhc_composer_show_state (self);
  if (self->changing)
    return;

  bhc_composer_begin (self);
  bhc_composer_keep_draft (self);
  tell_typing (self, gtk_text_buffer_get_char_count (self->buffer) > 0);
}

static void
tray_cb (BhcComposer *self)
{
  bhc_composer_show_state (self);
  bhc_composer_keep_draft (self);
}

static void
preedit_cb (BhcComposer *self, const char *preedit)
{
  self->composing = *preedit != '\0';
  bhc_composer_show_state (self);
}

/* ---- taking back ---- */

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcComposer) self = data;
  g_autoptr (GError) error = NULL;
  BhMessageKind kind;

  if (!bhc_desk_recall_finish (BHC_DESK (source), result, &kind, &error))
    {
      g_signal_emit (self, signals[FAILED], 0, _ ("It is too late: the message is on its way."));
      return;
    }
  if (self->desk != BHC_DESK (source))
    return;

  bhc_composer_put_away (self);
  self->as_note = kind == BH_MESSAGE_NOTE;
  gtk_toggle_button_set_active (self->as_note ? self->note : self->reply, TRUE);
  bhc_composer_show_draft (self);
  bhc_composer_show_state (self);
  bhc_composer_focus (self);
}

/* Ctrl+Z where there is nothing to undo takes back what was sent. */
static gboolean
undo_sending (BhcComposer *self)
{
  g_autofree char *held = NULL;

  if (self->desk == NULL || self->conversation == NULL ||
      gtk_text_buffer_get_char_count (self->buffer) > 0 ||
      gtk_text_buffer_get_can_undo (self->buffer))
    return FALSE;

  held = bhc_desk_find_held (self->desk, bhc_conversation_get_id (self->conversation));
  if (held != NULL)
    bhc_composer_recall (self, held);
  return held != NULL;
}

/* Which Enter sends is a preference; Shift+Enter and Alt+Enter never do. */
static gboolean
sends (BhcComposer *self, guint key, GdkModifierType state)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  if (!enter || self->composing || (state & (GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;

  return control || self->desk == NULL ||
         bhc_preferences_get_enter_sends (bhc_desk_get_preferences (self->desk));
}

static gboolean
key_cb (BhcComposer *self, guint key, guint code, GdkModifierType state)
{
  const GdkModifierType held = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK;

  if (!self->composing && bhc_writing_aids_handle_key (self->aids, key, state))
    return GDK_EVENT_STOP;
  if ((key == GDK_KEY_z || key == GDK_KEY_Z) && (state & held) == GDK_CONTROL_MASK)
    return undo_sending (self);
  if (!sends (self, key, state))
    return GDK_EVENT_PROPAGATE;

  bhc_composer_send (self);
  return GDK_EVENT_STOP;
}

/* ---- what goes into it ---- */

static void
emoji_cb (BhcComposer *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  g_signal_emit_by_name (self->text, "insert-emoji");
}

static void
browse_cb (BhcComposer *self)
{
  bhc_writing_aids_browse (self->aids);
}

static void
way_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcComposer *self = BHC_COMPOSER (widget);

  if (parameter != NULL)
    bhc_writing_aids_use (self->aids, g_variant_get_string (parameter, NULL));
  else if (g_str_equal (name, "composer.canned"))
    browse_cb (self);
  else
    bhc_composer_set_note (self, g_str_equal (name, "composer.note"));
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
assistant_failed_cb (BhcComposer *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static void
attach_list_cb (BhcComposer *self, GVariant *files)
{
  bhc_file_tray_fetch (self->tray, files);
}

static void
show_files (BhcComposer *self)
{
  bhc_file_tray_set_files (self->tray, self->desk != NULL ? bhc_desk_get_files (self->desk) : NULL);
}

static void
attach_cb (BhcComposer *self)
{
  bhc_file_tray_choose (self->tray);
}

static void
set_desk (BhcComposer *self, BhcDesk *desk)
{
  if (desk != self->desk)
    {
      bhc_composer_put_away (self);
      g_set_object (&self->desk, desk);
      g_signal_group_set_target (self->desk_signals, desk);
      g_object_set (self->assistant, "desk", desk, NULL);
      show_files (self);
    }
}

static void
bhc_composer_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_DESK)
    set_desk (BHC_COMPOSER (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
bhc_composer_dispose (GObject *object)
{
  BhcComposer *self = BHC_COMPOSER (object);

  if (self->desk != NULL)
    bhc_desk_flush_drafts (self->desk);
  if (self->aids != NULL)
    g_object_run_dispose (G_OBJECT (self->aids));
  g_clear_object (&self->aids);
  g_clear_object (&self->signals);
  g_clear_object (&self->desk_signals);
  g_clear_object (&self->conversation);
  adw_bin_set_child (ADW_BIN (self), NULL); /* it is a template child, too */
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_COMPOSER);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_composer_parent_class)->dispose (object);
}

static void
bhc_composer_class_init (BhcComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_composer_dispose;
  object_class->set_property = bhc_composer_set_property;

  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "composer.reply", NULL, way_cb);
  gtk_widget_class_install_action (widget_class, "composer.note", NULL, way_cb);
  gtk_widget_class_install_action (widget_class, "composer.canned", NULL, way_cb);
  gtk_widget_class_install_action (widget_class, "composer.use-canned", "s", way_cb);
  g_type_ensure (BHC_TYPE_ASSISTANT_MENU);
  g_type_ensure (BHC_TYPE_FILE_TRAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, frame);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, text);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, buffer);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, reply);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, note);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, hint);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, counter);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, send);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, assistant);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, tray);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, answered);
  gtk_widget_class_bind_template_child (widget_class, BhcComposer, answered_words);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, tray_cb);
  gtk_widget_class_bind_template_callback (widget_class, emoji_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_cb);
  gtk_widget_class_bind_template_callback (widget_class, attach_cb);
  gtk_widget_class_bind_template_callback (widget_class, assistant_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, preedit_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, bhc_composer_send);
}

static void
bhc_composer_init (BhcComposer *self)
{
  self->desk_signals = g_signal_group_new (BHC_TYPE_DESK);
  g_signal_group_connect_swapped (self->desk_signals, "notify::state",
                                  G_CALLBACK (bhc_composer_show_state), self);
  bhc_composer_watch_returns (self);
  self->signals = g_signal_group_new (BHC_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->signals, "notify::record",
                                  G_CALLBACK (bhc_composer_show_state), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_parts_mend (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  bhc_file_paste_watch (self->text, self->tray);
  bhc_file_drop_watch (self->frame, self->tray, NULL);
  self->aids = bhc_writing_aids_new (self->text, GTK_WIDGET (self));
  g_signal_connect_swapped (self->aids, "attach", G_CALLBACK (attach_list_cb), self);
}

void
bhc_composer_set_conversation (BhcComposer *self, BhcConversation *conversation)
{
  g_return_if_fail (BHC_IS_COMPOSER (self));

  if (self->conversation == conversation)
    return;

  if (self->conversation != NULL)
    {
      bhc_composer_put_away (self);
      tell_typing (self, FALSE);
    }
  g_set_object (&self->conversation, conversation);
  g_signal_group_set_target (self->signals, conversation);
  bhc_assistant_menu_set_conversation (
      self->assistant, conversation != NULL ? bhc_conversation_get_id (conversation) : NULL);
  show_files (self);
  self->as_note = bhc_composer_has_note_only (self);
  gtk_toggle_button_set_active (self->as_note ? self->note : self->reply, TRUE);
  bhc_composer_show_draft (self);
  bhc_composer_show_state (self);
}

void
bhc_composer_send (BhcComposer *self)
{
  const char *id;
  BhcLetter *letter;

  g_return_if_fail (BHC_IS_COMPOSER (self));

  if (self->conversation == NULL || self->desk == NULL || !gtk_widget_get_sensitive (self->send) ||
      bhc_status_of (self->conversation) == BHC_STATUS_RESOLVED || bhc_composer_warn (self))
    return;

  id = bhc_conversation_get_id (self->conversation);
  letter = bhc_composer_dup_letter (self);
  g_strstrip (letter->body);
  letter->seen_seq = bhc_desk_get_seen (self->desk, id);
  bhc_desk_send (self->desk, id, bhc_composer_get_kind (self), letter);
  tell_typing (self, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "conversation.latest", NULL); /* to be seen */
  if (gtk_widget_is_focus (GTK_WIDGET (self->send))) /* which cannot be pressed once more */
    bhc_composer_focus (self);
  self->changing = TRUE;
  g_ptr_array_unref (bhc_file_tray_steal (self->tray));
  self->changing = FALSE;
  bhc_composer_set_text (self, NULL);
  if (self->as_note)
    gtk_toggle_button_set_active (self->reply, TRUE);
  else
    bhc_composer_show_draft (self);
}

void
bhc_composer_recall (BhcComposer *self, const char *message)
{
  g_return_if_fail (BHC_IS_COMPOSER (self));

  if (self->desk != NULL)
    bhc_desk_recall_async (self->desk, message, recalled_cb, g_object_ref (self));
}

void
bhc_composer_watch_drops (BhcComposer *self, GtkWidget *widget, GtkWidget *sign)
{
  g_return_if_fail (BHC_IS_COMPOSER (self));

  bhc_file_drop_watch (widget, self->tray, sign);
}

void
bhc_composer_fill (BhcComposer *self, const char *text)
{
  GtkTextIter end;

  g_return_if_fail (BHC_IS_COMPOSER (self));

  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  if (bhc_composer_has_words (self))
    gtk_text_buffer_insert (self->buffer, &end, "\n", -1);
  gtk_text_buffer_insert (self->buffer, &end, text, -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

void
bhc_composer_set_note (BhcComposer *self, gboolean note)
{
  g_return_if_fail (BHC_IS_COMPOSER (self));

  gtk_toggle_button_set_active (note ? self->note : self->reply, TRUE);
}

void
bhc_composer_focus (BhcComposer *self)
{
  g_return_if_fail (BHC_IS_COMPOSER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
