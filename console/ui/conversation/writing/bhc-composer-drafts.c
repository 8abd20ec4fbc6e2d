/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/conversation/bhc-message-words.h"
#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/conversation/writing/bhc-composer-private.h"

char *
bhc_composer_dup_text (BhcComposer *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

void
bhc_composer_set_text (BhcComposer *self, const char *text)
{
  self->changing = TRUE;
  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
  self->changing = FALSE;
}

BhMessageKind
bhc_composer_get_kind (BhcComposer *self)
{
  return self->as_note ? BH_MESSAGE_NOTE : BH_MESSAGE_TEXT;
}

BhcLetter *
bhc_composer_dup_letter (BhcComposer *self)
{
  g_autofree char *text = bhc_composer_dup_text (self);
  g_autoptr (GPtrArray) files = bhc_file_tray_copy (self->tray);
  BhcLetter *letter = bhc_letter_new (text);
  GPtrArray *mentions = bhc_writing_aids_get_mentions (self->aids);

  g_ptr_array_extend_and_steal (letter->files, g_steal_pointer (&files));
  for (guint i = 0; self->as_note && i < mentions->len; i++)
    {
      const BhcMention *each = g_ptr_array_index (mentions, i);

      g_ptr_array_add (letter->mentions, bhc_mention_new (each->id, each->name));
    }
  letter->seen_seq = self->seen_seq;

  return letter;
}

void
bhc_composer_keep_draft (BhcComposer *self)
{
  if (self->changing || self->desk == NULL || self->conversation == NULL)
    return;

  bhc_desk_keep_draft (self->desk, bhc_conversation_get_id (self->conversation),
                       bhc_composer_get_kind (self), bhc_composer_dup_letter (self));
}

/* What is shown goes back where it belongs; nothing is shown afterwards. */
void
bhc_composer_put_away (BhcComposer *self)
{
  g_autoptr (GPtrArray) files = NULL;

  self->changing = TRUE;
  files = bhc_file_tray_steal (self->tray);
  self->changing = FALSE;
  bhc_composer_set_text (self, NULL);
  if (self->desk != NULL)
    bhc_desk_flush_drafts (self->desk);
}

void
bhc_composer_show_draft (BhcComposer *self)
{
  g_autoptr (BhcLetter) letter = NULL;

  self->as_note = gtk_toggle_button_get_active (self->note);
  bhc_writing_aids_set_place (self->aids, self->desk, self->conversation, self->as_note);
  gtk_revealer_set_reveal_child (self->answered, FALSE);
  self->seen_seq = self->warned_seq = 0;
  if (self->desk == NULL || self->conversation == NULL)
    return;

  letter = bhc_desk_read_draft (self->desk, bhc_conversation_get_id (self->conversation),
                                bhc_composer_get_kind (self));
  self->seen_seq = letter->seen_seq;
  bhc_writing_aids_set_mentions (self->aids, letter->mentions);
  self->changing = TRUE;
  bhc_file_tray_restore (self->tray, letter->files);
  self->changing = FALSE;
  bhc_composer_set_text (self, letter->body);
}

static void
returned_cb (BhcComposer *self, const char *conversation)
{
  if (self->conversation != NULL &&
      g_str_equal (bhc_conversation_get_id (self->conversation), conversation))
    bhc_composer_show_draft (self);
}

void
bhc_composer_watch_returns (BhcComposer *self)
{
  g_signal_group_connect_swapped (self->desk_signals, "draft-returned", G_CALLBACK (returned_cb),
                                  self);
}

void
bhc_composer_begin (BhcComposer *self)
{
  gboolean empty = gtk_text_buffer_get_char_count (self->buffer) == 0;

  if (empty || self->desk == NULL || self->conversation == NULL)
    self->seen_seq = 0;
  else if (self->seen_seq == 0)
    self->seen_seq = bhc_desk_get_seen (self->desk, bhc_conversation_get_id (self->conversation));
  if (empty)
    gtk_revealer_set_reveal_child (self->answered, FALSE);
}

gboolean
bhc_composer_has_note_only (BhcComposer *self)
{
  const char *id = self->conversation != NULL ? bhc_conversation_get_id (self->conversation) : NULL;
  g_autoptr (BhcLetter) reply = NULL;
  g_autoptr (BhcLetter) note = NULL;

  if (self->desk == NULL || id == NULL)
    return FALSE;

  reply = bhc_desk_read_draft (self->desk, id, BH_MESSAGE_TEXT);
  note = bhc_desk_read_draft (self->desk, id, BH_MESSAGE_NOTE);
  return bhc_letter_is_empty (reply) && !bhc_letter_is_empty (note);
}

/* Says once that a colleague has answered since this was begun.  FALSE: there is nothing to say. */
gboolean
bhc_composer_warn (BhcComposer *self)
{
  const char *id = bhc_conversation_get_id (self->conversation);
  g_autoptr (BhMessage) answer =
      !self->as_note && self->seen_seq > 0
          ? bhc_desk_find_answer (self->desk, id, MAX (self->seen_seq, self->warned_seq))
          : NULL;
  g_autofree char *words = NULL;

  if (answer == NULL)
    return FALSE;

  self->warned_seq = answer->seq;
  words = g_strdup_printf (_ ("%s answered while you were writing: “%s”"),
                           bhc_message_words_author (answer), answer->body);
  gtk_label_set_label (self->answered_words, words);
  gtk_revealer_set_reveal_child (self->answered, TRUE);
  bhc_compat_announce (GTK_WIDGET (self), words);
  return TRUE;
}

void
bhc_composer_write_note (BhcComposer *self)
{
  g_return_if_fail (BHC_IS_COMPOSER (self));

  bhc_composer_set_note (self, TRUE);
  bhc_composer_focus (self);
}
