/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-library.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The ways from a conversation to the knowledge base.  What is to be said about it goes to the
 * action "conversation.tell" of @widget; a run's article opens by "places.open-article". */

/* “Why this answer?”.  @message: (nullable) the newest answer. */
void bhc_answer_ways_explain (GtkWidget *widget,
                              BhcLibrary *library,
                              const char *conversation,
                              const char *message);

/* Lets the operator choose the article that answers @question, and proposes it as a phrasing. */
void bhc_answer_ways_choose (GtkWidget *widget,
                             BhcLibrary *library,
                             const char *conversation,
                             const char *question);

G_END_DECLS
