/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place that documents name and nobody must ever call: it counts who does. */
typedef struct _Outside Outside;

Outside *outside_new (void);
void outside_free (Outside *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outside, outside_free)

const char *outside_url (Outside *self); /* “http://127.0.0.1:40123” */
guint outside_calls (Outside *self);
void outside_call (Outside *self); /* calls it, and waits until that is counted */

G_END_DECLS
