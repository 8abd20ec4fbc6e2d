/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/ai/bhd-tool-rows.h"

G_BEGIN_DECLS

/* The organisation's own tools.  The values of their headers are sealed when they are written;
 * bhd_seal_ensure() comes before the turn that writes some. */

/* Returns: (transfer full): of BhdToolRow, by name */
GPtrArray *bhd_tool_registry_list (BhdTurn *turn,
                                   const char *organization_id,
                                   gboolean only_enabled,
                                   GError **error);

/* Returns: (transfer full); BH_ERROR_NOT_FOUND. */
BhdToolRow *
bhd_tool_registry_find (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* A NULL pointer leaves it as it is, or at its default. */
typedef struct
{
  const char *name;
  const char *description;
  const char *method;
  const char *url;
  const char *headers; /* {"Name":"value"}, plain; "" removes them */
  const char *arguments_schema;
  const gint64 *timeout_ms;
  const gint64 *max_answer;
  const gboolean *confirm;
  const gboolean *enabled;
  /* Whether it can be called: asked of the room that calls it, about the row as it would be. */
  gboolean (*check) (const BhdToolRow *row, GError **error);
} BhdToolChange;

/* Whether @old (nullable: makes a tool) with @change on top could be stored, by all that needs no
 * turn: for what takes its time.  BH_ERROR_INVALID with the detail “field”. */
gboolean
bhd_tool_registry_check (const BhdToolRow *old, const BhdToolChange *change, GError **error);

/* The same id with the same name again is what is stored, *@created FALSE.  A url of another host
 * without headers in the same change removes them: they were given for the old one.
 * Returns: (transfer full); BH_ERROR_INVALID with the detail “field”, BH_ERROR_CONFLICT. */
BhdToolRow *bhd_tool_registry_create (BhdTurn *turn,
                                      const char *organization_id,
                                      const char *id,
                                      const BhdToolChange *change,
                                      gboolean *created,
                                      GError **error);
BhdToolRow *bhd_tool_registry_change (BhdTurn *turn,
                                      const char *organization_id,
                                      const char *id,
                                      const BhdToolChange *change,
                                      GError **error);
gboolean bhd_tool_registry_delete (BhdTurn *turn,
                                   const char *organization_id,
                                   const char *id,
                                   GError **error);

/* Opens the headers.  Any thread.  Returns: (transfer full) (nullable): a JSON object, free it with
 * bhd_secret_free(); NULL without @error where the tool has none. */
char *bhd_tool_registry_open_headers (const BhdToolRow *tool, GError **error);

G_END_DECLS
