/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Speaks the language of LANGUAGE from the catalogues of BELLHOP_LOCALES, both of which are the
 * test's environment. */
void bht_locale_init (void);

/* The same for a whole program of facts: it leaves with a word of why where this machine has no
 * locale but C.UTF-8, as in a sandbox. */
int bht_locale_main (int argc, char **argv, void (*add_tests) (void));

G_END_DECLS
