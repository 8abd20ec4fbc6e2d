/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  BHC_WHISPER_SENDING,
  BHC_WHISPER_SENT,
  BHC_WHISPER_FAILED, /* see bhc_whisper_get_problem() */
} BhcWhisperState;

/* Something said to one colleague.  Signal "changed". */
#define BHC_TYPE_WHISPER (bhc_whisper_get_type ())
G_DECLARE_FINAL_TYPE (BhcWhisper, bhc_whisper, BHC, WHISPER, GObject)

/* Something of one's own, under a new id, on its way. */
BhcWhisper *bhc_whisper_new (const char *from, const char *body);

/* As the daemon tells it, see GET /v1/desk/whispers.  Returns: (nullable): it has no id */
BhcWhisper *bhc_whisper_new_from_values (GVariant *values);

const char *bhc_whisper_get_id (BhcWhisper *self);
const char *bhc_whisper_get_from (BhcWhisper *self); /* the id of an operator */
const char *bhc_whisper_get_from_name (BhcWhisper *self);
const char *bhc_whisper_get_body (BhcWhisper *self);
gint64 bhc_whisper_get_created (BhcWhisper *self); /* us */
gboolean bhc_whisper_is_read (BhcWhisper *self);   /* by whom it was said to */
BhcWhisperState bhc_whisper_get_state (BhcWhisper *self);
const char *bhc_whisper_get_problem (BhcWhisper *self); /* (nullable) */

void bhc_whisper_set_state (BhcWhisper *self, BhcWhisperState state, const char *problem);
void bhc_whisper_take (BhcWhisper *self, BhcWhisper *news); /* becomes what @news says */

G_END_DECLS
