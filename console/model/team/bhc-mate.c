/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/team/bhc-mate.h"

struct _BhcMate
{
  GObject parent_instance;

  BhcMateRecord record;
  guint unread;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcMate, bhc_mate, G_TYPE_OBJECT)

static void
clear (BhcMateRecord *record)
{
  g_free (record->id);
  g_free (record->name);
  g_free (record->avatar);
  g_free (record->status);
}

static void
bhc_mate_finalize (GObject *object)
{
  clear (&BHC_MATE (object)->record);

  G_OBJECT_CLASS (bhc_mate_parent_class)->finalize (object);
}

static void
bhc_mate_class_init (BhcMateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_mate_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_MATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
bhc_mate_init (BhcMate *self)
{
}

BhcMate *
bhc_mate_new (const BhcMateRecord *record)
{
  BhcMate *self = g_object_new (BHC_TYPE_MATE, NULL);

  bhc_mate_set (self, record);

  return self;
}

const BhcMateRecord *
bhc_mate_get (BhcMate *self)
{
  g_return_val_if_fail (BHC_IS_MATE (self), NULL);

  return &self->record;
}

guint
bhc_mate_get_unread (BhcMate *self)
{
  g_return_val_if_fail (BHC_IS_MATE (self), 0);

  return self->unread;
}

const char *
bhc_mate_get_presence (BhcMate *self)
{
  g_return_val_if_fail (BHC_IS_MATE (self), "offline");

  return self->record.connected ? self->record.status : "offline";
}

static gboolean
is_same (const BhcMateRecord *a, const BhcMateRecord *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->name, b->name) == 0 &&
         g_strcmp0 (a->avatar, b->avatar) == 0 && g_strcmp0 (a->status, b->status) == 0 &&
         a->connected == b->connected && a->open == b->open && a->waiting == b->waiting;
}

void
bhc_mate_set (BhcMate *self, const BhcMateRecord *record)
{
  BhcMateRecord old;

  g_return_if_fail (BHC_IS_MATE (self));

  if (is_same (&self->record, record))
    return;
  old = self->record;
  self->record = *record;
  self->record.id = g_strdup (record->id);
  self->record.name = g_strdup (record->name);
  self->record.avatar = g_strdup (record->avatar);
  self->record.status = g_strdup (record->status);
  clear (&old);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
bhc_mate_set_unread (BhcMate *self, guint unread)
{
  g_return_if_fail (BHC_IS_MATE (self));

  if (self->unread == unread)
    return;
  self->unread = unread;
  g_signal_emit (self, signals[CHANGED], 0);
}
