/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/knowledge/bhc-entry.h"

struct _BhcEntry
{
  GObject parent_instance;

  BhcKind kind;
  gpointer record;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcEntry, bhc_entry, G_TYPE_OBJECT)

static void
bhc_entry_finalize (GObject *object)
{
  BhcEntry *self = BHC_ENTRY (object);

  bhc_kind_unref (self->kind, self->record);

  G_OBJECT_CLASS (bhc_entry_parent_class)->finalize (object);
}

static void
bhc_entry_class_init (BhcEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_entry_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bhc_entry_init (BhcEntry *self)
{
}

BhcEntry *
bhc_entry_new (BhcKind kind, gpointer record)
{
  BhcEntry *self = g_object_new (BHC_TYPE_ENTRY, NULL);

  self->kind = kind;
  self->record = record;

  return self;
}

void
bhc_entry_set_record (BhcEntry *self, gpointer record)
{
  g_return_if_fail (BHC_IS_ENTRY (self));

  bhc_kind_unref (self->kind, self->record);
  self->record = record;
  g_signal_emit (self, signals[CHANGED], 0);
}

gconstpointer
bhc_entry_get_record (BhcEntry *self, BhcKind kind)
{
  g_return_val_if_fail (BHC_IS_ENTRY (self), NULL);
  g_return_val_if_fail (self->kind == kind, NULL);

  return self->record;
}

const char *
bhc_entry_get_id (BhcEntry *self)
{
  g_return_val_if_fail (BHC_IS_ENTRY (self), NULL);

  return bhc_kind_get_id (self->record);
}
