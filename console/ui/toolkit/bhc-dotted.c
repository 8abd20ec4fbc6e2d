/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-dotted.h"

#include <gtk/gtk.h>

/* Unicode's isolates: what stands between them leaves the order of the others alone, and says
 * nothing about the direction of the line. */
#define FIRST_STRONG_ISOLATE "\xe2\x81\xa8"
#define POP_ISOLATE "\xe2\x81\xa9"
/* Pango does look into isolates for the direction of a line: this stands before them. */
#define RIGHT_TO_LEFT_MARK "\xe2\x80\x8f"

static void
add (GString *line, const char *fact, gboolean isolated)
{
  if (isolated)
    g_string_append (line, FIRST_STRONG_ISOLATE);
  g_string_append (line, fact);
  if (isolated)
    g_string_append (line, POP_ISOLATE);
}

char *
bhc_dotted_all (const GPtrArray *facts)
{
  gboolean isolated = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL && facts->len > 0;
  GString *line = g_string_new (isolated ? RIGHT_TO_LEFT_MARK : NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      if (i > 0)
        g_string_append (line, " · ");
      add (line, g_ptr_array_index (facts, i), isolated);
    }
  return g_string_free (line, FALSE);
}

char *
bhc_dotted (const char *first, ...)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  va_list facts;

  va_start (facts, first);
  for (const char *fact = first; fact != NULL; fact = va_arg (facts, const char *))
    g_ptr_array_add (all, (char *) fact);
  va_end (facts);
  return bhc_dotted_all (all);
}
