/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "tests/bht-patience.h"

G_BEGIN_DECLS

/* Runs the main context until @condition holds; fails after a deadline that only a defect reaches.
 */
#define bht_wait_until(condition)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 bht_deadline = g_get_monotonic_time () + BHT_PATIENCE_US;                               \
    guint bht_tick = g_timeout_add (20, bht_tick_cb, NULL);                                        \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > bht_deadline)                                                \
          g_error ("%s:%d: waited in vain for: %s", __FILE__, __LINE__, #condition);               \
        g_main_context_iteration (NULL, TRUE);                                                     \
      }                                                                                            \
    g_source_remove (bht_tick);                                                                    \
  }                                                                                                \
  G_STMT_END

gboolean bht_tick_cb (gpointer data);

/* An async call as a plain one: hand bht_result_cb and a pointer to a NULL GAsyncResult. */
void bht_result_cb (GObject *source, GAsyncResult *result, gpointer data);

char *bht_directory_new (void); /* bht_folder_remove() takes it away */

G_END_DECLS
