/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "common/bh-error.h"

#include "console/ui/settings/bhc-blame.h"

#include <string.h>

void
bhc_blame (BhcForm *form, const GError *error)
{
  const char *detail = bh_error_get_detail (error, "field"); /* in quotation marks */
  gsize length = detail != NULL ? strlen (detail) : 0;
  g_autofree char *name = length > 2 ? g_strndup (detail + 1, length - 2) : NULL;

  bhc_form_blame (form, name, error->message);
}
