/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <stddef.h>

/* What the daemon may say went wrong, as printf() formats, those that say most first; NULL ends
 * them.  Made by list-sentences. */
extern const char *const bh_sentences[];
