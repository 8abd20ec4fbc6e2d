/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "server/desk/ai/bhd-ai-services.h"
#include "server/desk/mail/bhd-letter.h"
#include "server/desk/runs/bhd-assistant.h"
#include "server/http/bhd-library.h"
#include "server/http/feed/bhd-hub.h"
#include "server/store/bhd-caller.h"

G_BEGIN_DECLS

/* One request after the gate: who asks, the parameters of its path, and its fields, each already of
 * the declared type and within bounds.  Immutable once the handler runs; belongs to one request. */
typedef struct _BhdRequest BhdRequest;

const BhdCaller *bhd_request_caller (const BhdRequest *self);
const char *bhd_request_path (const BhdRequest *self);
const char *bhd_request_param (const BhdRequest *self,
                               const char *name);      /* of the path; NULL: no such one */
const char *bhd_request_host (const BhdRequest *self); /* (nullable) */
const char *bhd_request_scheme (const BhdRequest *self); /* “https” where a trusted proxy says so */

/* How a room that this one may not look into is asked for a call back: bhd_callback_request (). */
typedef BhMessage *(*BhdCallbackFunc) (BhdTurn *turn,
                                       const BhdCaller *visitor,
                                       const char *conversation_id,
                                       const char *message_id,
                                       const char *phone,
                                       BhConversation **conversation,
                                       gboolean *created,
                                       GError **error);

/* What the agent's room does for this one. */
const BhdAiServices *bhd_request_ai (const BhdRequest *self); /* (nullable) */

/* What operators ask of the AI itself. */
const BhdAssistant *bhd_request_assistant (const BhdRequest *self); /* (nullable) */

/* E-mail.  Returns: (nullable): NULL with BH_ERROR_UNAVAILABLE where none is set up. */
const BhdMailService *bhd_request_mail (const BhdRequest *self, GError **error);

BhdCallbackFunc bhd_request_callback (const BhdRequest *self); /* (nullable): there are no calls */

const BhdLibrary *bhd_request_library (const BhdRequest *self);

/* Of a route that takes raw bytes.  (transfer none) */
GBytes *bhd_request_body (const BhdRequest *self);

BhdHub *bhd_request_hub (const BhdRequest *self); /* for ephemeral frames and ended sessions */

gboolean bhd_request_has (const BhdRequest *self, const char *field);
gboolean bhd_request_is_null (const BhdRequest *self,
                              const char *field); /* given as null, which counts as not given */
const char *bhd_request_text (const BhdRequest *self,
                              const char *field); /* (nullable): not given */
gint64 bhd_request_int (const BhdRequest *self, const char *field, gint64 fallback);
gboolean bhd_request_bool (const BhdRequest *self, const char *field, gboolean fallback);
const char *const *bhd_request_list (const BhdRequest *self,
                                     const char *field); /* (nullable): ORIGINS */

G_END_DECLS
