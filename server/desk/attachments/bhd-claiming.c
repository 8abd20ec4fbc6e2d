/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/attachments/bhd-claiming-private.h"

#include "common/bh-error.h"
#include "server/desk/attachments/bhd-attachments.h"
#include "server/store/rows/bhd-attachment-rows.h"

#include <glib/gi18n.h>

static gboolean
refuse (const char *why, GError **error)
{
  return bh_error_refuse (error, BH_ERROR_INVALID, "attachments",
                          "could not take “attachments”: %s", why);
}

/* Returns: (transfer full): NULL with @error set.  A stranger's is answered as one that is not. */
static BhdAttachment *
take_one (BhdTurn *turn,
          const BhdCaller *caller,
          const char *conversation_id,
          const char *message_id,
          gboolean internal,
          const char *id,
          GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdAttachment) found = bhd_attachments_find_own (turn, caller, id, &inner);
  gboolean stored = FALSE;

  if (inner != NULL && !g_error_matches (inner, BH_ERROR, BH_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, inner);
      return NULL;
    }
  g_clear_error (&inner);
  if (found == NULL || g_strcmp0 (found->conversation_id, conversation_id) != 0)
    refuse (N_ ("one of them is not there, or was sent already: upload it again"), error);
  else if (found->blob_hash == NULL)
    refuse (N_ ("one of them is not uploaded completely: finish it first"), error);
  else if (!bhd_attachment_rows_claim (turn->db, found, message_id, internal, &stored, error))
    return NULL;
  else if (stored)
    return g_steal_pointer (&found);
  else
    refuse (N_ ("one of them was sent already: upload it again"), error);
  return NULL;
}

static gboolean
take_all (BhdTurn *turn,
          const BhdCaller *caller,
          const char *conversation_id,
          const char *message_id,
          gboolean internal,
          const char *const *ids,
          GPtrArray *taken,
          GError **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      BhdAttachment *one =
          take_one (turn, caller, conversation_id, message_id, internal, ids[i], error);

      if (one == NULL)
        return FALSE;
      g_ptr_array_add (taken, one);
    }
  return TRUE;
}

static char *
write_extra (GPtrArray *taken)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_begin_array (&json, "attachments");
  for (guint i = 0; i < taken->len; i++)
    bhd_attachment_write_json (g_ptr_array_index (taken, i), &json, NULL);
  bh_json_end_array (&json);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

gboolean
bhd_claiming_take (BhdTurn *turn,
                   const BhdCaller *caller,
                   const char *conversation_id,
                   const char *message_id,
                   gboolean internal,
                   const char *const *ids,
                   char **extra,
                   char **first,
                   GError **error)
{
  g_autoptr (GPtrArray) taken =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_attachment_free);

  if (ids == NULL || ids[0] == NULL)
    return TRUE;
  if (g_strv_length ((char **) ids) > BHD_ATTACHMENTS_MESSAGE)
    return refuse (N_ ("five files are the most that one message takes"), error);
  if (!take_all (turn, caller, conversation_id, message_id, internal, ids, taken, error))
    return FALSE;
  *extra = write_extra (taken);
  *first = g_strdup (((const BhdAttachment *) g_ptr_array_index (taken, 0))->name);
  return TRUE;
}
