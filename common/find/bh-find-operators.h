/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-words.h"

G_BEGIN_DECLS

/* What a piece of a search asks about. */
typedef enum
{
  BH_FIND_WORDS,    /* a word as a beginning: no operator */
  BH_FIND_PHRASE,   /* "in quotes", as it stands: no operator */
  BH_FIND_FROM,     /* visitor, ai, operator, me, or who said it by name */
  BH_FIND_LABEL,    /* by name */
  BH_FIND_STATUS,   /* a word of bh_status_to_string() */
  BH_FIND_ASSIGNEE, /* me, none, or by name */
  BH_FIND_TEAM,     /* none, or by name */
  BH_FIND_CHANNEL,  /* widget, api, offline */
  BH_FIND_PRIORITY, /* low, normal, high, urgent */
  BH_FIND_CONTACT,  /* by name or address */
  BH_FIND_HAS,      /* attachment, note, csat */
  BH_FIND_BEFORE,   /* a day, itself left out */
  BH_FIND_AFTER,    /* a day, itself with it */
} BhFindField;

typedef enum
{
  BH_FIND_VALUE_LISTED, /* one of the words and nothing else */
  BH_FIND_VALUE_NAME,   /* one of the words, or somebody's or something's name */
  BH_FIND_VALUE_DAY,    /* 2026-11-01 */
} BhFindValueKind;

/* “from:” and the like, for reading them and for offering them. */
typedef struct
{
  const char *name; /* without its colon; NULL ends the table */
  BhFindField field;
  BhFindValueKind kind;
  BhWords words;
} BhFindOperator;

extern const BhFindOperator bh_find_operators[];

const BhFindOperator *bh_find_operator_by_name (const char *name,
                                                gsize length); /* (nullable); in any case */
const BhFindOperator *bh_find_operator_of (BhFindField field); /* (nullable) */

G_END_DECLS
