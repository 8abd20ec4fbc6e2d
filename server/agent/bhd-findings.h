/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-runs.h"
#include "server/knowledge/bhd-index.h"

G_BEGIN_DECLS

/* The passages a model has been shown in one run, each under a number from 1 on. */
typedef struct _BhdFindings BhdFindings;

/* @mark: what tells data from instructions, see bhd-prompt.h. */
BhdFindings *bhd_findings_new (const char *mark);
void bhd_findings_free (BhdFindings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdFindings, bhd_findings_free)

/* Adds what is worth a look and not known yet.  Returns: (transfer full): the text in which a model
 * is told all of @hits, or that there is nothing. */
char *bhd_findings_show (BhdFindings *self, GPtrArray *hits);

/* What earlier answers of this conversation rested on: for questions that follow up.
 * Returns: (transfer full): as above; "" where there was nothing. */
char *bhd_findings_recall (BhdFindings *self, const BhdRun *run);

guint bhd_findings_count (const BhdFindings *self);
const BhdPassage *bhd_findings_get (const BhdFindings *self, guint number); /* (nullable) */

G_END_DECLS
