/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-icon-guard.h"

static void (*dispose) (GObject *icon); /* as GTK does it */

static void
dispose_here (GObject *icon)
{
  if (g_main_context_is_owner (NULL))
    dispose (icon);
  else
    g_idle_add_once (g_object_unref, g_object_ref (icon));
}

void
bhc_icon_guard_begin (void)
{
  GObjectClass *klass = g_type_class_ref (GTK_TYPE_ICON_PAINTABLE); /* it stays */

  if (klass->dispose == dispose_here)
    return;

  dispose = klass->dispose;
  klass->dispose = dispose_here;
}
