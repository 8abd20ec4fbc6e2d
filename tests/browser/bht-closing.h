/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Waits until the browser, which was told to close, has gone; after five seconds it is killed. */
void bht_closing_await (GSubprocess *process);

G_END_DECLS
