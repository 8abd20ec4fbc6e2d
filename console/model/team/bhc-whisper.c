/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/team/bhc-whisper.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "console/model/directory/bhc-bag-private.h"

struct _BhcWhisper
{
  GObject parent_instance;

  char *id;
  char *from;
  char *from_name;
  char *body;
  gint64 created_us;
  gboolean read;
  BhcWhisperState state;
  char *problem; /* (nullable) */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcWhisper, bhc_whisper, G_TYPE_OBJECT)

static void
bhc_whisper_finalize (GObject *object)
{
  BhcWhisper *self = BHC_WHISPER (object);

  g_free (self->id);
  g_free (self->from);
  g_free (self->from_name);
  g_free (self->body);
  g_free (self->problem);

  G_OBJECT_CLASS (bhc_whisper_parent_class)->finalize (object);
}

static void
bhc_whisper_class_init (BhcWhisperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_whisper_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_WHISPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bhc_whisper_init (BhcWhisper *self)
{
}

BhcWhisper *
bhc_whisper_new (const char *from, const char *body)
{
  BhcWhisper *self = g_object_new (BHC_TYPE_WHISPER, NULL);

  self->id = bh_id_new ();
  self->from = g_strdup (from);
  self->from_name = g_strdup ("");
  self->body = g_strdup (body);
  self->created_us = bh_clock_now_us ();

  return self;
}

static char *
dup_text (GVariant *values, const char *member)
{
  const char *text = values != NULL ? bhc_bag_get_text (values, member) : NULL;

  return g_strdup (text != NULL ? text : "");
}

BhcWhisper *
bhc_whisper_new_from_values (GVariant *values)
{
  g_autoptr (GVariant) from = g_variant_lookup_value (values, "from", G_VARIANT_TYPE_VARDICT);
  BhcWhisper *self;

  if (bhc_bag_get_text (values, "id") == NULL)
    return NULL;
  self = g_object_new (BHC_TYPE_WHISPER, NULL);
  self->id = dup_text (values, "id");
  self->from = dup_text (from, "id");
  self->from_name = dup_text (from, "name");
  self->body = dup_text (values, "body");
  self->created_us = bhc_bag_get_number (values, "created_us");
  self->read = bhc_bag_get_number (values, "read_us") != 0;
  self->state = BHC_WHISPER_SENT;

  return self;
}

const char *
bhc_whisper_get_id (BhcWhisper *self)
{
  g_return_val_if_fail (BHC_IS_WHISPER (self), NULL);

  return self->id;
}

const char *
bhc_whisper_get_from (BhcWhisper *self)
{
  g_return_val_if_fail (BHC_IS_WHISPER (self), NULL);

  return self->from;
}

const char *
bhc_whisper_get_from_name (BhcWhisper *self)
{
  g_return_val_if_fail (BHC_IS_WHISPER (self), NULL);

  return self->from_name;
}

const char *
bhc_whisper_get_body (BhcWhisper *self)
{
  g_return_val_if_fail (BHC_IS_WHISPER (self), NULL);

  return self->body;
}

gint64
bhc_whisper_get_created (BhcWhisper *self)
{
  g_return_val_if_fail (BHC_IS_WHISPER (self), 0);

  return self->created_us;
}

gboolean
bhc_whisper_is_read (BhcWhisper *self)
{
  g_return_val_if_fail (BHC_IS_WHISPER (self), FALSE);

  return self->read;
}

BhcWhisperState
bhc_whisper_get_state (BhcWhisper *self)
{
  g_return_val_if_fail (BHC_IS_WHISPER (self), BHC_WHISPER_FAILED);

  return self->state;
}

const char *
bhc_whisper_get_problem (BhcWhisper *self)
{
  g_return_val_if_fail (BHC_IS_WHISPER (self), NULL);

  return self->problem;
}

void
bhc_whisper_set_state (BhcWhisper *self, BhcWhisperState state, const char *problem)
{
  g_return_if_fail (BHC_IS_WHISPER (self));

  self->state = state;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
bhc_whisper_take (BhcWhisper *self, BhcWhisper *news)
{
  g_return_if_fail (BHC_IS_WHISPER (self));

  if (self->read == news->read && self->state == BHC_WHISPER_SENT)
    return;
  self->read = news->read;
  self->created_us = news->created_us;
  bhc_whisper_set_state (self, BHC_WHISPER_SENT, NULL);
}
