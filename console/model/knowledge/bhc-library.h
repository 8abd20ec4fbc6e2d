/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/knowledge/bhc-answer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The organisation's knowledge base and what its AI did with it, as far as somebody is signed in.
 * Properties: "connected", "can-change" (the operator may do more than read and propose),
 * "n-gaps" (open), "n-proposed" (phrasings).
 *
 * Signal "tidings" (const BhcTidings *): a record has changed.
 * Signal "article-changed" (const char *id, gboolean deleted): of those one is an article.
 * Signal "reset": there may be more changes than were told; fetch anew what is shown.
 *
 * Every question below ends with bhc_library_finish(); without a connection at once with
 * BH_ERROR_OFFLINE.  Main thread. */
#define BHC_TYPE_LIBRARY (bhc_library_get_type ())
G_DECLARE_FINAL_TYPE (BhcLibrary, bhc_library, BHC, LIBRARY, GObject)

gboolean bhc_library_is_connected (BhcLibrary *self);
gboolean bhc_library_can_change (BhcLibrary *self);

/* Formats, limits and counts.  Returns: (transfer none) (nullable): not known yet */
const BhcAnswer *bhc_library_get_overview (BhcLibrary *self);

BhcAnswer *bhc_library_finish (BhcLibrary *self, GAsyncResult *result, GError **error);

/* An article: @id NULL writes a new one.  → document */
typedef struct
{
  const char *title;
  const char *category;
  const char *body;
} BhcDraft;

void bhc_library_write_async (BhcLibrary *self,
                              const char *id,
                              const BhcDraft *draft,
                              GAsyncReadyCallback callback,
                              gpointer data);
void bhc_library_import_async (BhcLibrary *self,
                               const char *url,
                               const char *category,
                               GAsyncReadyCallback callback,
                               gpointer data);
void bhc_library_delete_article_async (BhcLibrary *self,
                                       const char *id,
                                       GAsyncReadyCallback callback,
                                       gpointer data);
void bhc_library_fetch_article_async (BhcLibrary *self,
                                      const char *id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data); /* → document with its body */
void bhc_library_fetch_passages_async (BhcLibrary *self,
                                       const char *id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data); /* → passages */

/* A gap: closed by an article that is written now or there already, or put away.  → gap */
void bhc_library_answer_gap_async (BhcLibrary *self,
                                   const char *id,
                                   const BhcDraft *draft,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
void bhc_library_link_gap_async (BhcLibrary *self,
                                 const char *id,
                                 const char *document,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
void bhc_library_turn_gap_async (BhcLibrary *self,
                                 const char *id,
                                 gboolean open,
                                 GAsyncReadyCallback callback,
                                 gpointer data); /* FALSE: dismiss it */

/* A visitor's way to ask.  @conversation: (nullable) where it was asked.  → phrasing */
void bhc_library_propose_async (BhcLibrary *self,
                                const char *document,
                                const char *question,
                                const char *conversation,
                                GAsyncReadyCallback callback,
                                gpointer data);
void bhc_library_judge_async (BhcLibrary *self,
                              const char *id,
                              gboolean approve,
                              GAsyncReadyCallback callback,
                              gpointer data);
void bhc_library_drop_phrasing_async (BhcLibrary *self,
                                      const char *id,
                                      GAsyncReadyCallback callback,
                                      gpointer data);

G_END_DECLS
