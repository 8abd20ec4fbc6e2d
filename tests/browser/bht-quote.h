/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bht_quote (const char *text); /* as a JSON text */

G_END_DECLS
