/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/widget/bh-widget.h"

G_BEGIN_DECLS

/* What a visitor wrote into the form before a chat. */
typedef struct
{
  const char *name;   /* (nullable) */
  const char *email;  /* (nullable) */
  const char *fields; /* (nullable) a JSON object of the form's keys */
  gboolean vouched;   /* the site has told name and e-mail */
  gboolean reachable; /* both are needed, whatever the form says */
} BhdFormInput;

/* What became of it; both may be empty. */
typedef struct
{
  char *name;
  char *email;
  char *attributes; /* (nullable) a JSON object of texts */
} BhdFormAnswers;

void bhd_form_answers_clear (BhdFormAnswers *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdFormAnswers, bhd_form_answers_clear)

#define BHD_FORM_MAX_FIELDS_JSON (32 * 1024)

/* Holds @input to the form of @widget; keys that it does not ask for are passed over.
 * BH_ERROR_INVALID with the detail “field”: the key that is to blame. */
gboolean bhd_form_read (const BhWidget *widget,
                        const BhdFormInput *input,
                        BhdFormAnswers *answers,
                        GError **error);

/* @over laid over @under, both (nullable) objects of texts.  Returns: (transfer full) (nullable) */
char *bhd_form_merge_attributes (const char *under, const char *over);

G_END_DECLS
