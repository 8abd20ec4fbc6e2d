/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The views that are always there, in the order they are shown in. */
typedef struct
{
  BhcView view;
  const char *icon;
  const char *title;       /* to be translated in the context “view” */
  const char *empty;       /* to be translated: nothing is in it … */
  const char *description; /* … and what would be */
} BhcViewWords;

#define BHC_N_VIEW_WORDS 7
extern const BhcViewWords bhc_view_words[BHC_N_VIEW_WORDS];

const char *bhc_view_title (const BhcViewWords *words);
const BhcViewWords *bhc_view_words_of (BhcView view); /* (nullable): a saved one */

/* Says on @page that a view has nothing to show; @filtered: of what a filter asks for. */
void bhc_view_describe_empty (AdwStatusPage *page, BhcView view, gboolean filtered);

/* Asks what a view is to be called; @name: at first.  @shared: NULL where that is not the question.
 * @named is not called when somebody changes their mind. */
typedef void (*BhcViewNamed) (const char *name, gboolean shared, gpointer data);
void bhc_view_words_ask (GtkWidget *parent,
                         const char *heading,
                         const char *name,
                         gboolean may_share,
                         BhcViewNamed named,
                         gpointer data);

G_END_DECLS
