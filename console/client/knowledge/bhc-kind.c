/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/knowledge/bhc-kind.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"

static void
passage_clear (gpointer data)
{
  BhcPassage *self = data;

  g_free (self->id);
  g_free (self->heading);
  g_free (self->body);
}

static void
passage_unref (gpointer record)
{
  g_atomic_rc_box_release_full (record, passage_clear);
}

static gpointer
passage_read (JsonObject *object, GError **error)
{
  BhcPassage *self = g_atomic_rc_box_new0 (BhcPassage);

  self->id = g_strdup (bh_json_get_string (object, "id", ""));
  self->heading = g_strdup (bh_json_get_string (object, "heading", ""));
  self->body = g_strdup (bh_json_get_string (object, "body", ""));
  return self;
}

static void
provider_clear (gpointer data)
{
  BhcProvider *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->model);
}

static void
provider_unref (gpointer record)
{
  g_atomic_rc_box_release_full (record, provider_clear);
}

static gpointer
provider_read (JsonObject *object, GError **error)
{
  BhcProvider *self = g_atomic_rc_box_new0 (BhcProvider);

  self->id = g_strdup (bh_json_get_string (object, "id", ""));
  self->name = g_strdup (bh_json_get_string (object, "name", ""));
  self->model = g_strdup (bh_json_get_string (object, "model", ""));
  return self;
}

static gpointer
document_read (JsonObject *object, GError **error)
{
  return bh_document_from_json (object, error);
}

static void
document_unref (gpointer record)
{
  bh_document_unref (record);
}

static gpointer
gap_read (JsonObject *object, GError **error)
{
  return bh_gap_from_json (object, error);
}

static void
gap_unref (gpointer record)
{
  bh_gap_unref (record);
}

static gpointer
phrasing_read (JsonObject *object, GError **error)
{
  return bh_phrasing_from_json (object, error);
}

static void
phrasing_unref (gpointer record)
{
  bh_phrasing_unref (record);
}

static gpointer
run_read (JsonObject *object, GError **error)
{
  return bh_run_from_json (object, error);
}

static void
run_unref (gpointer record)
{
  bh_run_unref (record);
}

const BhcKindTraits bhc_kinds[BHC_N_KINDS] = {
  [BHC_KIND_DOCUMENT] = { "document", "documents", document_read, document_unref },
  [BHC_KIND_GAP] = { "gap", "gaps", gap_read, gap_unref },
  [BHC_KIND_PHRASING] = { "phrasing", "phrasings", phrasing_read, phrasing_unref },
  [BHC_KIND_RUN] = { "run", "runs", run_read, run_unref },
  [BHC_KIND_PASSAGE] = { "passage", "passages", passage_read, passage_unref },
  [BHC_KIND_PROVIDER] = { "provider", "providers", provider_read, provider_unref },
};

gpointer
bhc_kind_ref (gpointer record)
{
  return g_atomic_rc_box_acquire (record);
}

void
bhc_kind_unref (BhcKind kind, gpointer record)
{
  if (record != NULL)
    bhc_kinds[kind].unref (record);
}

const char *
bhc_kind_get_id (gconstpointer record)
{
  return *(const char *const *) record;
}
