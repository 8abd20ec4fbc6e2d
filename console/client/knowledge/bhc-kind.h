/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/ai/bh-run.h"
#include "common/knowledge/bh-document.h"
#include "common/knowledge/bh-gap.h"
#include "common/knowledge/bh-phrasing.h"

G_BEGIN_DECLS

/* The records of the knowledge base and of the AI, by what they are: lists and calls treat all of
 * them alike.  Each is an atomic reference-counted box whose first member is its id. */
typedef enum
{
  BHC_KIND_DOCUMENT, /* BhDocument */
  BHC_KIND_GAP,      /* BhGap */
  BHC_KIND_PHRASING, /* BhPhrasing */
  BHC_KIND_RUN,      /* BhRun */
  BHC_KIND_PASSAGE,  /* BhcPassage */
  BHC_KIND_PROVIDER, /* BhcProvider */
} BhcKind;
#define BHC_N_KINDS (BHC_KIND_PROVIDER + 1)

/* A part of a document, as it is searched. */
typedef struct
{
  char *id;
  char *heading;
  char *body;
} BhcPassage;

/* Who can be asked to write an answer. */
typedef struct
{
  char *id;
  char *name;
  char *model;
} BhcProvider;

typedef struct
{
  const char *one;  /* its member's name in an answer */
  const char *many; /* a list's */
  gpointer (*read) (JsonObject *object, GError **error);
  void (*unref) (gpointer record);
} BhcKindTraits;

extern const BhcKindTraits bhc_kinds[BHC_N_KINDS];

gpointer bhc_kind_ref (gpointer record);
void bhc_kind_unref (BhcKind kind, gpointer record); /* NULL is let pass */
const char *bhc_kind_get_id (gconstpointer record);

G_END_DECLS
