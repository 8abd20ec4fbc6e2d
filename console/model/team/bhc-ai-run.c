/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/team/bhc-ai-run.h"

#include "console/model/directory/bhc-bag-private.h"

struct _BhcAiRun
{
  GObject parent_instance;

  GVariant *values;
};

G_DEFINE_FINAL_TYPE (BhcAiRun, bhc_ai_run, G_TYPE_OBJECT)

static void
bhc_ai_run_finalize (GObject *object)
{
  g_clear_pointer (&BHC_AI_RUN (object)->values, g_variant_unref);

  G_OBJECT_CLASS (bhc_ai_run_parent_class)->finalize (object);
}

static void
bhc_ai_run_class_init (BhcAiRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_ai_run_finalize;
}

static void
bhc_ai_run_init (BhcAiRun *self)
{
}

BhcAiRun *
bhc_ai_run_new (GVariant *values)
{
  BhcAiRun *self = g_object_new (BHC_TYPE_AI_RUN, NULL);

  self->values = g_variant_take_ref (values);

  return self;
}

static const char *
get_text (BhcAiRun *self, const char *member)
{
  const char *text;

  g_return_val_if_fail (BHC_IS_AI_RUN (self), "");

  text = bhc_bag_get_text (self->values, member);
  return text != NULL ? text : "";
}

const char *
bhc_ai_run_get_id (BhcAiRun *self)
{
  return get_text (self, "run_id");
}

const char *
bhc_ai_run_get_conversation (BhcAiRun *self)
{
  return get_text (self, "conversation_id");
}

const char *
bhc_ai_run_get_contact (BhcAiRun *self)
{
  return get_text (self, "contact_name");
}

const char *
bhc_ai_run_get_question (BhcAiRun *self)
{
  return get_text (self, "question");
}

const char *
bhc_ai_run_get_provider (BhcAiRun *self)
{
  g_return_val_if_fail (BHC_IS_AI_RUN (self), NULL);

  return bhc_bag_get_text (self->values, "provider");
}

gint64
bhc_ai_run_get_started (BhcAiRun *self)
{
  g_return_val_if_fail (BHC_IS_AI_RUN (self), 0);

  return bhc_bag_get_number (self->values, "started_us");
}
