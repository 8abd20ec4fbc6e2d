/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that somebody uploads, and what must become of it: it is read, and its word is found; or
 * it is refused with one of these sentences. */
typedef struct
{
  const char *file_name;
  GBytes *(*make) (const char *content); /* NULL: @content is what the file holds */
  const char *content;     /* “@OUTSIDE@” stands for an address that nobody must ever call */
  gsize length;            /* 0: up to the first zero */
  const char *hostile;     /* (nullable): the name of a HostileCase, which makes it */
  const char *document;    /* (nullable): the name of a file of tests/extract/documents */
  const char *word;        /* (nullable): that no other document holds */
  const char *question;    /* of a visitor; NULL: the word alone */
  const char *refusals[3]; /* parts of sentences, any of which will do */
} DocumentCase;

/* Each ends with one without a name. */
extern const DocumentCase ordinary_documents[];
extern const DocumentCase hostile_documents[];

/* @outside: what @OUTSIDE@ stands for.  Returns: (transfer full) */
GBytes *document_case_make (const DocumentCase *self, const char *outside);

G_END_DECLS
