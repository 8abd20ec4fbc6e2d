/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* In which order it is read at first: a saved view as it was saved, those who wait as a queue.
 * @saved: (nullable) */
BhcSort bhc_sorts_first (BhcView view, BhcSavedView *saved);

/* In which order this person reads which view, kept with what they prefer.  @key: a saved view's
 * id, or what the view is called here: no space, no colon. */
BhcSort bhc_sorts_get (BhcPreferences *preferences, const char *key, BhcSort fallback);
void bhc_sorts_set (BhcPreferences *preferences, const char *key, BhcSort sort);

G_END_DECLS
