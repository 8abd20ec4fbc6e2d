/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code;
  const char *before; /* the name */
  const char *after;
} BhdMailNotice;

/* What visitors are told outside the widget, in their language where we speak it. */
typedef struct
{
  const char *language; /* “de” */
  const char *subject;  /* before the organisation's name, as is: */
  const char *heading;
  const char *started;
  const char *times; /* before the name of the time zone */
  const char *assistant;
  const char *file;             /* before the name of an attachment */
  const char *rest;             /* what was too much */
  const BhdMailNotice *notices; /* (nullable) the last one has no code */
} BhdMailWords;

/* @metadata: (nullable) what the visitor's browser told, a JSON object. */
const BhdMailWords *bhd_mail_words_for (const char *metadata);

/* Returns: (transfer full) (nullable): the notice of @code about @name; NULL: nobody knows it. */
char *bhd_mail_words_notice (const BhdMailWords *self, const char *code, const char *name);

/* A text of @metadata.  Returns: (transfer full) (nullable) */
char *bhd_mail_words_member (const char *metadata, const char *name);

G_END_DECLS
