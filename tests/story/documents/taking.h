/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/story/documents/document-case.h"
#include "tests/story/documents/pulse.h"
#include "tests/story/documents/scales.h"
#include "tests/story/documents/web.h"

#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

G_BEGIN_DECLS

/* What became of one document. */
typedef struct
{
  const DocumentCase *document;
  char *id;        /* NULL: not taken */
  char *refusal;   /* NULL: ready */
  gint64 begun_us; /* by the clock: it was seen being read */
  gint64 ended_us; /* … and done with */
} Taken;

/* All documents, uploaded to one daemon by four people's hands, while somebody asks how it is. */
typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *desk;
  char *token;
  Web *outside; /* which documents name, and nobody must ever visit */
  char *outside_url;
  Scales *scales;
  GPtrArray *taken; /* of Taken */
  PulseReading pulse;
} Taking;

Taking *taking_new (void);
void taking_free (Taking *self);

G_END_DECLS
