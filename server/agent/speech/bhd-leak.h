/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Watches whether a text that is being said repeats a secret one: some words of it in a row. */
typedef struct _BhdLeak BhdLeak;

BhdLeak *bhd_leak_new (const char *secret);
void bhd_leak_free (BhdLeak *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdLeak, bhd_leak_free)

/* @text: all that was said so far; only what is new is looked at.  Returns: TRUE from the first
 * repetition on. */
gboolean bhd_leak_look (BhdLeak *self, const char *text);
void bhd_leak_restart (BhdLeak *self); /* another text begins */

G_END_DECLS
