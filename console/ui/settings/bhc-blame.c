/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "common/bh-error.h"

#include "console/ui/settings/bhc-blame.h"

#include <string.h>

/* As our languages quote a name. */
static const char *const quotes[][2] = {
  { "“", "”" },   { "„", "“" }, { "«\u00a0", "\u00a0»" }, { "«", "»" }, { "«\u2068", "\u2069»" },
  { "「", "」" },
};

/* The daemon calls a field by its name on the wire; the form knows what people call it. */
static void
call_by_title (GError *error, const char *name, const char *title)
{
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *quoted = g_strconcat (quotes[i][0], name, quotes[i][1], NULL);
      g_autofree char *called = g_strconcat (quotes[i][0], title, quotes[i][1], NULL);
      g_auto (GStrv) parts = g_strsplit (error->message, quoted, 2);

      if (g_strv_length (parts) < 2)
        continue;
      g_free (error->message);
      error->message = g_strjoinv (called, parts);
      return;
    }
}

void
bhc_blame (BhcForm *form, GError *error)
{
  const char *detail = bh_error_get_detail (error, "field"); /* in quotation marks */
  gsize length = detail != NULL ? strlen (detail) : 0;
  g_autofree char *name = length > 2 ? g_strndup (detail + 1, length - 2) : NULL;
  const char *title = name != NULL ? bhc_form_get_title (form, name) : NULL;

  if (title != NULL)
    call_by_title (error, name, title);
  bhc_form_blame (form, name, error->message);
}
