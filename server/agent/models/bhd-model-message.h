/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a model wants done. */
typedef struct
{
  char *id;
  char *name;
  char *arguments; /* as the model wrote them: hopefully a JSON object */
  char *extra;     /* (nullable) the provider's own, to be given back with the call */
} BhdModelCall;

/* Where a provider gives no ids, calls get some of ours; it need not hear of them. */
char *bhd_model_call_make_id (void);
gboolean bhd_model_call_id_is_made (const char *id);

void bhd_model_call_free (BhdModelCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdModelCall, bhd_model_call_free)

/* The arguments, or “{}” where the model wrote no JSON object: servers refuse to read back
 * anything else. */
const char *bhd_model_call_get_object (const BhdModelCall *self);

/* Whether @text is one JSON object and nothing else. */
gboolean bhd_model_text_is_object (const char *text);

typedef enum
{
  BHD_MODEL_USER,
  BHD_MODEL_ASSISTANT, /* @text and @calls */
  BHD_MODEL_TOOL,      /* @text answers the call @call_id of @name */
} BhdModelRole;

typedef struct
{
  BhdModelRole role;
  char *text;       /* (nullable) UTF-8 */
  GPtrArray *calls; /* (nullable) of BhdModelCall, which it owns a reference of */
  char *call_id;    /* (nullable) */
  char *name;       /* (nullable) */
  /* Of a user: a picture to look at, before @text.  (nullable) */
  GBytes *picture;
  const char *picture_type; /* “image/png”; a literal */
} BhdModelMessage;

BhdModelMessage *bhd_model_message_new (BhdModelRole role, const char *text);
char *bhd_model_message_encode_picture (const BhdModelMessage *self); /* Base64 */
void bhd_model_message_free (BhdModelMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdModelMessage, bhd_model_message_free)

typedef struct
{
  const char *name;
  const char *description;
  const char *schema; /* JSON schema of an object */
} BhdModelTool;

G_END_DECLS
