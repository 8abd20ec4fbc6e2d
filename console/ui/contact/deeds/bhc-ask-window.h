/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A small form that becomes one request: it stays open with a sentence where the daemon refuses,
 * and closes when it is done.
 *
 * Signal "check" → gboolean: whether what is filled in may be sent.
 * Signal "accepted": the form is to be sent, by bhc_ask_window_send().
 * Signal "done": the daemon has done it; the window closes.
 * Signal "refused" (GError *): it has not, and the window says why. */
#define BHC_TYPE_ASK_WINDOW (bhc_ask_window_get_type ())
G_DECLARE_FINAL_TYPE (BhcAskWindow, bhc_ask_window, BHC, ASK_WINDOW, AdwWindow)

/* @explanation: (nullable).  @grave: something is lost by it. */
BhcAskWindow *bhc_ask_window_new (GtkWidget *above,
                                  const char *title,
                                  const char *explanation,
                                  const char *yes,
                                  gboolean grave);

/* Fields in the order they are added. */
void bhc_ask_window_add_entry (BhcAskWindow *self, const char *title, const char *text);
void bhc_ask_window_add_text (BhcAskWindow *self, const char *title); /* one, of several lines */
char *bhc_ask_window_get_entry (BhcAskWindow *self, guint i); /* stripped; (transfer full) */
char *bhc_ask_window_get_text (BhcAskWindow *self);           /* (transfer full) */

/* @values: floating (nullable) */
void bhc_ask_window_send (BhcAskWindow *self,
                          BhcDesk *desk,
                          const char *method,
                          const char *path,
                          GVariant *values);

G_END_DECLS
