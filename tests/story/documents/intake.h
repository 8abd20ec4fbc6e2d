/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/process/bht-api.h"

G_BEGIN_DECLS

/* Uploads a file as the console does: announced with its hash, sent in chunks; once in the middle
 * the sender loses its place and asks where to go on.  @refusal: (out) (transfer full): what was
 * said where it was not taken.  Returns: (transfer full) (nullable): the document's id */
char *intake_upload (BhtApi *desk, const char *file_name, GBytes *bytes, char **refusal);

/* Announces it.  @answer: (out) (transfer full) (nullable).  Returns: the status */
guint intake_announce (BhtApi *desk,
                       const char *id,
                       const char *file_name,
                       GBytes *bytes,
                       JsonNode **answer);

/* Sends what stands from @offset on, @length bytes at most.  The rest as above. */
guint intake_send (BhtApi *desk,
                   const char *id,
                   GBytes *bytes,
                   gsize offset,
                   gsize length,
                   JsonNode **answer);

/* @question finds a passage of @document_id that holds @word (nullable), and finds it first. */
gboolean
intake_is_found (BhtApi *desk, const char *question, const char *document_id, const char *word);

G_END_DECLS
