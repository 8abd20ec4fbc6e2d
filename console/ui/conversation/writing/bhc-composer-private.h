/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/conversation/bhc-assistant-menu.h"
#include "console/ui/conversation/bhc-composer.h"
#include "console/ui/conversation/writing/bhc-writing-aids.h"
#include "console/ui/files/bhc-file-tray.h"

G_BEGIN_DECLS

/* The composer is written in three files: bhc-composer.c holds what it does, bhc-composer-look.c
 * what it shows of where it stands, bhc-composer-drafts.c what is written in it and where that
 * belongs. */
struct _BhcComposer
{
  AdwBin parent_instance;

  BhcDesk *desk;                 /* (nullable) */
  BhcConversation *conversation; /* (nullable) */
  GSignalGroup *desk_signals;
  GSignalGroup *signals;
  gboolean composing; /* an input method is in the middle of a word */
  gboolean changing;  /* the text is being replaced by us */
  gboolean as_note;   /* what is shown belongs to the note */
  gint64 seen_seq;    /* the last message there was when this was begun; 0: nothing is */
  gint64 warned_seq;  /* a colleague's answer whoever writes has been told of */
  BhcWritingAids *aids;

  GtkStack *stack;
  GtkWidget *frame;
  GtkTextView *text;
  GtkTextBuffer *buffer;
  GtkLabel *placeholder;
  GtkToggleButton *reply;
  GtkToggleButton *note;
  GtkLabel *hint;
  GtkLabel *counter;
  GtkWidget *send;
  BhcAssistantMenu *assistant;
  BhcFileTray *tray;
  GtkRevealer *answered;
  GtkLabel *answered_words;
};

void bhc_composer_show_state (BhcComposer *self);
gboolean bhc_composer_has_words (BhcComposer *self);

/* Both (transfer full). */
char *bhc_composer_dup_text (BhcComposer *self);
BhcLetter *bhc_composer_dup_letter (BhcComposer *self);
BhMessageKind bhc_composer_get_kind (BhcComposer *self); /* of what is shown */

void bhc_composer_set_text (BhcComposer *self, const char *text); /* (nullable); cannot be undone */

/* What is shown goes where it belongs, and is no longer shown; what belongs here is. */
void bhc_composer_keep_draft (BhcComposer *self);
void bhc_composer_put_away (BhcComposer *self);
void bhc_composer_show_draft (BhcComposer *self);
void bhc_composer_watch_returns (BhcComposer *self); /* of what could not be kept */
gboolean bhc_composer_has_note_only (BhcComposer *self);

/* Remembers what there was to be seen when the first letter was written. */
void bhc_composer_begin (BhcComposer *self);

/* Says once that a colleague has answered since.  FALSE: there is nothing to say. */
gboolean bhc_composer_warn (BhcComposer *self);

G_END_DECLS
