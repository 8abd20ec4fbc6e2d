/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder a browser keeps its data in: removed with all that is in it. */
void bht_profile_remove (const char *directory);

/* Waits until the browser, which was told to close, has gone; after five seconds it is killed. */
void bht_profile_await_end (GSubprocess *process);

G_END_DECLS
