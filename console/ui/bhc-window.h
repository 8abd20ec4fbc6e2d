/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The one window: signing in, or the desk.  Properties: "desk", "state-file" (its size is kept
 * there; nullable). */
#define BHC_TYPE_WINDOW (bhc_window_get_type ())
G_DECLARE_FINAL_TYPE (BhcWindow, bhc_window, BHC, WINDOW, AdwApplicationWindow)

/* Shows another desk from now on. */
void bhc_window_set_desk (BhcWindow *self, BhcDesk *desk);

/* @accounts: (nullable) a section for the menu of the account; @state_file: (nullable). */
BhcWindow *bhc_window_new (GtkApplication *application,
                           BhcDesk *desk,
                           GMenuModel *accounts,
                           const char *state_file);
void bhc_window_open_conversation (BhcWindow *self, const char *id);
void bhc_window_open_whispers (BhcWindow *self, const char *colleague);

/* Whether that conversation is the one in the window. */
gboolean bhc_window_shows_conversation (BhcWindow *self, const char *id);

/* The form as it will be found; with @password it is sent off as soon as nobody is signed in.  Each
 * is nullable. */
void bhc_window_prepare_sign_in (BhcWindow *self,
                                 const char *server,
                                 const char *email,
                                 const char *password);

/* A sentence that passes, for what went wrong. */
void bhc_window_tell (BhcWindow *self, const char *words);

G_END_DECLS
