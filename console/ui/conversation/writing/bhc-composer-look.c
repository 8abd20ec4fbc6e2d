/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-status.h"

#include "console/ui/conversation/writing/bhc-composer-private.h"

#define COUNT_FROM (BH_MESSAGE_MAX - 400) /* the counter appears when the end is near */

gboolean
bhc_composer_has_words (BhcComposer *self)
{
  g_autofree char *text = bhc_composer_dup_text (self);

  return *g_strstrip (text) != '\0';
}

/* What sending will do besides sending. */
static char *
hint_words (BhcComposer *self, gboolean note)
{
  const BhConversation *record = bhc_conversation_get_record (self->conversation);

  if (note)
    return g_strdup (_ ("Only your team sees this"));
  if (self->desk != NULL && bhc_desk_get_state (self->desk) != BHC_STATE_ONLINE)
    return g_strdup (_ ("Sent when you are connected again"));

  switch (bhc_status_of (self->conversation))
    {
    case BHC_STATUS_ASSISTANT:
      return g_strdup (_ ("Your reply takes over from the assistant"));
    case BHC_STATUS_COLLEAGUE:
      return g_strdup_printf (_ ("%s has this conversation"),
                              record->assignee_name != NULL ? record->assignee_name : "");
    case BHC_STATUS_WAITING:
    case BHC_STATUS_MINE:
    case BHC_STATUS_RESOLVED:
    default:
      return g_strdup ("");
    }
}

static void
show_count (BhcComposer *self)
{
  int left = BH_MESSAGE_MAX - gtk_text_buffer_get_char_count (self->buffer);
  g_autofree char *words = g_strdup_printf ("%d", left);

  gtk_label_set_label (self->counter, words);
  gtk_widget_set_visible (GTK_WIDGET (self->counter), left <= BH_MESSAGE_MAX - COUNT_FROM);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->counter), _ ("Characters left"));
  if (left < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->counter), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->counter), "error");
  gtk_widget_set_sensitive (
      self->send, left >= 0 && bhc_file_tray_is_ready (self->tray) &&
                      (bhc_composer_has_words (self) || bhc_file_tray_count (self->tray) > 0));
}

/* That a note is one is said however little room there is; what a reply does may give way. */
static void
show_hint (BhcComposer *self, gboolean note)
{
  g_autofree char *hint = hint_words (self, note);

  if (note)
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "gives-way");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "gives-way");
  gtk_label_set_ellipsize (self->hint, note ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (self->hint, note);
  gtk_label_set_label (self->hint, hint);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->hint), GTK_ACCESSIBLE_STATE_HIDDEN,
                               *hint == '\0', -1);
}

static void
show_mode (BhcComposer *self)
{
  gboolean note = gtk_toggle_button_get_active (self->note);
  const char *what = note ? _ ("Write a private note") : _ ("Write a reply");
  const char *send = note ? _ ("Save Note") : _ ("Send Reply");

  if (note)
    gtk_widget_add_css_class (self->frame, "writing-note");
  else
    gtk_widget_remove_css_class (self->frame, "writing-note");
  gtk_label_set_label (self->placeholder, what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, what,
                                  -1);
  gtk_widget_set_tooltip_text (self->send, send);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->send), GTK_ACCESSIBLE_PROPERTY_LABEL, send,
                                  -1);
  show_hint (self, note);
}

void
bhc_composer_show_state (BhcComposer *self)
{
  gboolean closed;

  if (self->conversation == NULL)
    return;

  closed = bhc_status_of (self->conversation) == BHC_STATUS_RESOLVED;
  gtk_stack_set_visible_child_name (self->stack, closed ? "closed" : "write");
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder),
                          gtk_text_buffer_get_char_count (self->buffer) == 0 && !self->composing);
  show_mode (self);
  show_count (self);
}
