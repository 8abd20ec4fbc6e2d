/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The wire words of an enumeration, in its order: what bh_words() makes is a static table. */
typedef struct
{
  const char *const *words;
  guint n_words;
} BhWords;

#define BH_WORDS(...)                                                                              \
  {                                                                                                \
    (const char *const[]){ __VA_ARGS__ },                                                          \
        sizeof ((const char *const[]){ __VA_ARGS__ }) / sizeof (char *)                            \
  }

const char *bh_words_get (const BhWords *self, guint value);
gboolean bh_words_find (const BhWords *self,
                        const char *word,
                        guint *value); /* FALSE for a word nobody knows */

G_END_DECLS
