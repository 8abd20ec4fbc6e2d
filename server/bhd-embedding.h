/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"
#include "server/bhd-model-reach.h"
#include "server/knowledge/vectors/bhd-embedder.h"

G_BEGIN_DECLS

/* Between the embedder and the language models: each organisation's passages go to the provider
 * that its settings name for embeddings. */

/* A BhdEmbedFunc; @data is a BhdModelReach.  BH_ERROR_UNAVAILABLE where none is set any more.
 */
float *bhd_embedding_ask (const char *organization_id,
                          const char *const *texts,
                          guint n,
                          guint *dimension,
                          char **model,
                          GError **error,
                          gpointer data);

/* Something was committed: vectors of a deleted document are not found any more, documents and
 * settings that have changed are looked at.  The writer's thread. */
void bhd_embedding_note (BhdEmbedder *embedder, BhdVectors *vectors, const BhdEvent *event);

/* A BhdProgressFunc over the embedder that @data is. */
void bhd_embedding_write (const char *organization_id, BhJsonWriter *json, gpointer data);

G_END_DECLS
