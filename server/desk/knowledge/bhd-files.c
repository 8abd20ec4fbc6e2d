/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-files.h"

#include "server/store/rows/bhd-attachment-rows.h"
#include "server/store/rows/knowledge/bhd-blob-rows.h"
#include "server/store/rows/knowledge/bhd-upload-rows.h"

gboolean
bhd_files_is_needed (BhdTurn *turn,
                     const char *organization_id,
                     const char *hash,
                     gboolean *needed,
                     GError **error)
{
  return bhd_blob_rows_is_used (turn->db, organization_id, hash, needed, error);
}

gboolean
bhd_files_next_released (BhdTurn *turn,
                         char **organization_id,
                         char **hash,
                         gboolean *found,
                         GError **error)
{
  return bhd_blob_rows_next (turn->db, organization_id, hash, found, error);
}

gboolean
bhd_files_note_removed (BhdTurn *turn,
                        const char *organization_id,
                        const char *hash,
                        gboolean needed,
                        GError **error)
{
  gboolean still = FALSE;

  if (needed && !bhd_blob_rows_is_used (turn->db, organization_id, hash, &still, error))
    return FALSE;
  if (needed && !still)
    return TRUE;
  return bhd_blob_rows_done (turn->db, organization_id, hash, error);
}

gboolean
bhd_files_is_upload (BhdTurn *turn,
                     const char *organization_id,
                     const char *upload_id,
                     gboolean *open,
                     GError **error)
{
  g_autoptr (BhdUpload) upload = NULL;
  g_autoptr (BhdAttachment) attachment = NULL;
  GError *inner = NULL;

  upload = bhd_upload_rows_find (turn->db, organization_id, upload_id, &inner);
  if (inner == NULL)
    attachment = bhd_attachment_rows_find (turn->db, organization_id, upload_id, &inner);
  *open = upload != NULL || (attachment != NULL && attachment->blob_hash == NULL);
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL;
}
