/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @plain is about something, so that a list of allowed topics has a say: it asks or wants
 * something (a visitor's), or tells something at length (@is_answer).  Courtesies, a name, a
 * number, “yes please” are about nothing. */
gboolean bhd_guard_topic_has_one (const char *plain, gboolean is_answer);

G_END_DECLS
