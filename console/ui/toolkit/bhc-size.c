/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/toolkit/bhc-size.h"

/* Not g_format_size(): GLib has not all of these words in all languages of Bellhop. */
char *
bhc_size_words (gint64 bytes)
{
  double size = (double) bytes;
  guint few = (guint) CLAMP (bytes, 0, 999);

  if (size >= 1e9)
    return g_strdup_printf (_ ("%.1f GB"), size / 1e9);
  if (size >= 1e6)
    return g_strdup_printf (_ ("%.1f MB"), size / 1e6);
  if (size >= 1e3)
    return g_strdup_printf (_ ("%.1f kB"), size / 1e3);

  return g_strdup_printf (ngettext ("%u byte", "%u bytes", few), few);
}
