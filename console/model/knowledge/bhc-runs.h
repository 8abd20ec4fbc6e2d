/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-library.h"

G_BEGIN_DECLS

/* What the AI did and why.  As the library's other questions: ended by bhc_library_finish(). */

/* The run that wrote @message, or the newest of the conversation that said something where that is
 * NULL.  → run; BH_ERROR_NOT_FOUND where there is none (any more). */
void bhc_library_explain_async (BhcLibrary *self,
                                const char *conversation,
                                const char *message,
                                GAsyncReadyCallback callback,
                                gpointer data);

/* @verdict: 1 good, -1 bad, 0 none.  → run */
void bhc_library_judge_run_async (BhcLibrary *self,
                                  const char *id,
                                  int verdict,
                                  GAsyncReadyCallback callback,
                                  gpointer data);

/* One thing said before the question. */
typedef struct
{
  gboolean by_visitor;
  char *body;
} BhcLine;

BhcLine *bhc_line_new (gboolean by_visitor, const char *body);
void bhc_line_free (BhcLine *self);

/* A question nobody asked.  → text, sources, run */
typedef struct
{
  const char *question;
  GPtrArray *history;   /* (nullable) of BhcLine, oldest first */
  const char *provider; /* (nullable) the id of one; as it is set otherwise */
  const char *tone;     /* (nullable) the same */
} BhcTrial;

void bhc_library_play_async (BhcLibrary *self,
                             const BhcTrial *trial,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
void bhc_library_fetch_providers_async (BhcLibrary *self,
                                        GAsyncReadyCallback callback,
                                        gpointer data); /* → providers */

G_END_DECLS
