/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"
#include "server/agent/models/bhd-model-draft.h"

G_BEGIN_DECLS

/* How one kind of provider is spoken to: functions that write requests and read answers, and know
 * nothing of connections. */
typedef struct
{
  const char *name;    /* of a row of bhd_provider_kinds */
  const char *version; /* “/v1” that people write behind the base URL though it is no part of it */
  const char *key_header;   /* what stands before the key */
  const char *other_header; /* (nullable) */
  gboolean must_end;        /* a whole answer has a mark at its end */

  /* Asking.  @quirks: which of its peculiarities a server has shown so far; quirk() reads them out
   * of a refusal, 0 for none. */
  char *(*ask_path) (const BhdModelAccount *account);
  void (*write_ask) (BhJsonWriter *json, const BhdModelRequest *request, guint quirks);
  guint (*quirk) (const char *refusal); /* (nullable) */
  gboolean (*read_event) (BhdModelDraft *draft, JsonObject *event, GError **error);

  /* Listing.  @after: (nullable): where the page before left off; read_list() moves it. */
  char *(*list_path) (const char *after);
  void (*read_list) (JsonObject *page, GPtrArray *names, char **after);

  /* Embedding; all NULL where the provider cannot. */
  char *(*embed_path) (const BhdModelAccount *account);
  void (*write_embed) (BhJsonWriter *json,
                       const BhdModelAccount *account,
                       const char *const *texts,
                       guint n,
                       gboolean is_question);
  JsonArray *(*read_vector) (JsonObject *answer, guint i); /* (transfer none) (nullable) */
} BhdModelWire;

extern const BhdModelWire bhd_model_wires[]; /* the last one has no name */

/* Returns: (transfer none): NULL with BH_ERROR_INVALID. */
const BhdModelWire *bhd_model_wire_find (const char *kind, GError **error);

/* Returns: (transfer full): NULL with BH_ERROR_INVALID where the account's base URL is none, or
 * holds what belongs elsewhere. */
char *bhd_model_wire_url (const BhdModelWire *self,
                          const BhdModelAccount *account,
                          const char *path,
                          GError **error);

/* One event, out of its JSON.  Returns: FALSE with BH_ERROR_MALFORMED where it is none, or what the
 * provider's reader set. */
gboolean bhd_model_wire_read (const BhdModelWire *self,
                              BhdModelDraft *draft,
                              const char *data,
                              gsize length,
                              GError **error);

G_END_DECLS
