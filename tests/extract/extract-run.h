/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-extraction.h"

#include <glib.h>

G_BEGIN_DECLS

/* What became of one document, given to the real program. */
typedef struct
{
  int status;     /* a BhExtraction; negative: the signal that killed it */
  char *title;    /* the first line */
  char *text;     /* the rest */
  gsize length;   /* of the text */
  long peak;      /* KiB of memory */
  double seconds; /* of a processor */
} ExtractRun;

ExtractRun *extract_run (const char *format, GBytes *document);
void extract_run_free (ExtractRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExtractRun, extract_run_free)

/* It ended within the limits that hold for every document. */
void extract_run_assert_bounded (const ExtractRun *self);

/* A document of tests/extract/documents; its format is its extension. */
ExtractRun *extract_run_file (const char *name);

G_END_DECLS
