/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-properties.h"

GValue *
bhc_properties_read (GObject *object, GParamSpec **props, guint n_props)
{
  GValue *values = g_new0 (GValue, n_props);

  for (guint i = 1; i < n_props; i++)
    {
      g_value_init (&values[i], props[i]->value_type);
      g_object_get_property (object, props[i]->name, &values[i]);
    }

  return values;
}

void
bhc_properties_notify (GObject *object, GParamSpec **props, guint n_props, GValue *before)
{
  g_autofree GValue *old = before;
  g_autofree GValue *now = bhc_properties_read (object, props, n_props);

  g_object_freeze_notify (object);
  for (guint i = 1; i < n_props; i++)
    {
      if (g_param_values_cmp (props[i], &old[i], &now[i]) != 0)
        g_object_notify_by_pspec (object, props[i]);
      g_value_unset (&old[i]);
      g_value_unset (&now[i]);
    }
  g_object_thaw_notify (object);
}

void
bhc_properties_free (GValue *values, guint n_props)
{
  for (guint i = 1; values != NULL && i < n_props; i++)
    g_value_unset (&values[i]);
  g_free (values);
}
