/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-document-change-private.h"

#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/store/rows/knowledge/bhd-blob-rows.h"

#include <string.h>

char *
bhd_document_hash (const BhDocument *document)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *content = document->blob != NULL ? document->blob : document->body;
  const char *const parts[] = { document->title, document->category, document->format, content };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_checksum_update (sum, (const guchar *) parts[i], (gssize) strlen (parts[i]) + 1);
  return g_strdup (g_checksum_get_string (sum));
}

void
bhd_document_copy_fields (const BhDocument *document, gboolean body, BhDocument *fields)
{
  *fields = *document;
  fields->id = g_strdup (document->id);
  fields->title = g_strdup (document->title);
  fields->category = g_strdup (document->category);
  fields->format = g_strdup (document->format);
  fields->source = g_strdup (document->source);
  fields->file_name = g_strdup (document->file_name);
  fields->url = g_strdup (document->url);
  fields->blob = g_strdup (document->blob);
  fields->body = body ? g_strdup (document->body) : NULL;
  fields->status = g_strdup (document->status);
  fields->error = g_strdup (document->error);
}

gboolean
bhd_document_announce (BhdTurn *turn,
                       const char *organization_id,
                       const BhDocument *document,
                       GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  BhDocument shown = *document;

  shown.body = NULL;
  bh_json_begin_object (&json, NULL);
  bh_document_write_json (&shown, &json, "document");
  bh_json_end_object (&json);
  return bhd_tell (turn, organization_id, "document.updated", NULL, &json, error);
}

gboolean
bhd_document_release (BhdTurn *turn, const char *organization_id, const char *blob, GError **error)
{
  if (blob == NULL)
    return TRUE;
  turn->wakes |= BHD_WAKE_SWEEPER;
  return bhd_blob_rows_release (turn->db, organization_id, blob, error);
}
