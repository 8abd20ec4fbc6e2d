/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-runs.h"
#include "server/knowledge/bhd-index.h"

G_BEGIN_DECLS

/* A provider acts through tools alone.  What they are to do takes effect when the run ends, in the
 * desk's one transaction; a toolbox belongs to one run and remembers it. */
typedef struct _BhdToolbox BhdToolbox;

typedef struct
{
  const char *question; /* search, report_gap */
  const char *reason;   /* escalate: a stable word */
  const char *summary;  /* escalate: for the person who takes over */
} BhdToolArguments;

typedef struct
{
  const char *name;
  const char *purpose;
  const char *arguments[3]; /* names of those it reads, NULL-terminated */
  /* Returns: (transfer full) (nullable): of BhdHit */
  GPtrArray *(*call) (BhdToolbox *toolbox, const BhdToolArguments *arguments);
} BhdTool;

extern const BhdTool bhd_tools[]; /* the last one has no name */

BhdToolbox *bhd_toolbox_new (BhdIndex *index, const char *organization_id);
void bhd_toolbox_free (BhdToolbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdToolbox, bhd_toolbox_free)

/* Returns: what the tool found, or NULL; an unknown name does nothing. */
GPtrArray *bhd_toolbox_call (BhdToolbox *self, const char *name, const BhdToolArguments *arguments);

/* What is being said rests on this passage. */
void bhd_toolbox_cite (BhdToolbox *self, const BhdPassage *passage, const char *quote);

/* Fills end, gap, reason, summary and sources; the strings live as long as the toolbox. */
void bhd_toolbox_fill (BhdToolbox *self, BhdRunResult *result);

/* The run's detail: what was asked and found, how long it took.  @failure: (nullable).
 * Returns: (transfer full): a JSON object */
char *bhd_toolbox_describe (BhdToolbox *self, gint64 duration_us, const char *failure);

G_END_DECLS
