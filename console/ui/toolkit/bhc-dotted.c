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
bhc_dotted (const char *first, ...)
{
  gboolean isolated = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  GString *line = g_string_new (isolated ? RIGHT_TO_LEFT_MARK : NULL);
  va_list facts;

  va_start (facts, first);
  for (const char *fact = first; fact != NULL; fact = va_arg (facts, const char *))
    {
      if (fact != first)
        g_string_append (line, " · ");
      add (line, fact, isolated);
    }
  va_end (facts);
  return g_string_free (line, FALSE);
}
