/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* An answer the AI is at.  It is another object when it is another one. */
#define BHC_TYPE_AI_RUN (bhc_ai_run_get_type ())
G_DECLARE_FINAL_TYPE (BhcAiRun, bhc_ai_run, BHC, AI_RUN, GObject)

/* @values: (transfer full): as the daemon tells it, see GET /v1/desk/people. */
BhcAiRun *bhc_ai_run_new (GVariant *values);
const char *bhc_ai_run_get_id (BhcAiRun *self);
const char *bhc_ai_run_get_conversation (BhcAiRun *self);
const char *bhc_ai_run_get_contact (BhcAiRun *self);  /* a name; "" where there is none */
const char *bhc_ai_run_get_question (BhcAiRun *self); /* the same */
const char *bhc_ai_run_get_provider (BhcAiRun *self); /* (nullable) not known yet */
gint64 bhc_ai_run_get_started (BhcAiRun *self);       /* us; 0: it waits */

G_END_DECLS
