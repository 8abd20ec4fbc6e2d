/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/toolkit/bhc-mnemonic.h"

char *
bhc_mnemonic_escape (const char *name)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  parts = g_strsplit (name, "_", -1);
  return g_strjoinv ("__", parts);
}
