/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/settings/bhc-sheet.h"

struct _BhcSheet
{
  GObject parent_instance;

  GVariant *values;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcSheet, bhc_sheet, G_TYPE_OBJECT)

static void
bhc_sheet_finalize (GObject *object)
{
  g_clear_pointer (&BHC_SHEET (object)->values, g_variant_unref);

  G_OBJECT_CLASS (bhc_sheet_parent_class)->finalize (object);
}

static void
bhc_sheet_class_init (BhcSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_sheet_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bhc_sheet_init (BhcSheet *self)
{
}

BhcSheet *
bhc_sheet_new (GVariant *values)
{
  BhcSheet *self = g_object_new (BHC_TYPE_SHEET, NULL);

  self->values = g_variant_ref_sink (values);

  return self;
}

void
bhc_sheet_set_values (BhcSheet *self, GVariant *values)
{
  g_autoptr (GVariant) old = NULL;

  g_return_if_fail (BHC_IS_SHEET (self));

  old = g_steal_pointer (&self->values);
  self->values = g_variant_ref_sink (values);
  if (!g_variant_equal (old, self->values))
    g_signal_emit (self, signals[CHANGED], 0);
}

GVariant *
bhc_sheet_get_values (BhcSheet *self)
{
  g_return_val_if_fail (BHC_IS_SHEET (self), NULL);

  return self->values;
}

const char *
bhc_sheet_get_id (BhcSheet *self)
{
  return bhc_sheet_get_text (self, "id");
}

const char *
bhc_sheet_get_text (BhcSheet *self, const char *name)
{
  const char *text = "";

  g_return_val_if_fail (BHC_IS_SHEET (self), "");

  g_variant_lookup (self->values, name, "&s", &text);
  return text;
}

gboolean
bhc_sheet_get_flag (BhcSheet *self, const char *name)
{
  gboolean flag = FALSE;

  g_return_val_if_fail (BHC_IS_SHEET (self), FALSE);

  g_variant_lookup (self->values, name, "b", &flag);
  return flag;
}
