/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Figures of Northwind Cycles over so many days up to @last_us, as the daemon would answer.
 * Returns: (transfer full): JSON */
char *sample_insights (guint n_days, gint64 last_us);

#define SAMPLE_DIRECTORY_OPERATORS                                                                 \
  "[{'id': <'o1'>, 'name': <'Mia Brandt'>, 'email': <'m@x'>, 'role': <'admin'>},"                  \
  " {'id': <'o2'>, 'name': <'Sam Okafor'>, 'email': <'s@x'>, 'role': <'agent'>}]"
#define SAMPLE_DIRECTORY_TEAMS                                                                     \
  "[{'id': <'t1'>, 'name': <'Workshop'>}, {'id': <'t2'>, 'name': <'Rechnungsabteilung'>}]"
#define SAMPLE_DIRECTORY                                                                           \
  "{'operators': <" SAMPLE_DIRECTORY_OPERATORS ">, 'teams': <" SAMPLE_DIRECTORY_TEAMS ">,"         \
  " 'labels': <[{'id': <'l1'>, 'name': <'Refund'>, 'color': <'#c01c28'>}]>}"

G_END_DECLS
