/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-title-private.h"

#include "server/desk/bhd-fold-private.h"
#include "server/store/rows/knowledge/bhd-document-rows.h"

#include <string.h>

/* Returns: (transfer full): the name without its folder, not too long; and without its extension
 * unless @whole. */
static char *
file_title (const char *file_name, gboolean whole)
{
  const char *slash = strrchr (file_name, '/');
  const char *from = slash != NULL ? slash + 1 : file_name;
  const char *dot = whole ? NULL : strrchr (from, '.');
  g_autofree char *title =
      g_strndup (from, dot != NULL && dot > from ? (gsize) (dot - from) : strlen (from));

  g_strstrip (title);
  return g_utf8_strlen (title, -1) > BHD_TITLE_MAX ? g_utf8_substring (title, 0, BHD_TITLE_MAX)
                                                   : g_steal_pointer (&title);
}

/* Nobody has given it one. */
static gboolean
is_makeshift (const BhDocument *document)
{
  if (document->url != NULL)
    return strcmp (document->title, document->url) == 0;
  for (guint whole = 0; document->file_name != NULL && whole < 2; whole++)
    {
      g_autofree char *title = file_title (document->file_name, whole != 0);

      if (strcmp (document->title, title) == 0)
        return TRUE;
    }
  return FALSE;
}

/* One line, not too long.  Returns: (transfer full) (nullable): NULL where it says nothing. */
static char *
tidy (const char *title)
{
  g_autofree char *line = g_strdup (title != NULL ? title : "");

  for (char *p = line; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  g_strstrip (line);
  if (*line == '\0')
    return NULL;
  return g_utf8_strlen (line, -1) > BHD_TITLE_MAX ? g_utf8_substring (line, 0, BHD_TITLE_MAX)
                                                  : g_steal_pointer (&line);
}

/* @taken: (out): whether a document but @id (nullable) has that title.  Returns: FALSE with @error
 * set. */
static gboolean
look (BhdTurn *turn,
      const char *organization_id,
      const char *id,
      const char *title,
      gboolean *taken,
      GError **error)
{
  g_autofree char *key = bhd_fold (title);
  g_autofree char *hash = NULL;
  g_autoptr (BhDocument) other = NULL;
  GError *inner = NULL;

  other = bhd_document_rows_find_by_title (turn->db, organization_id, key, &hash, &inner);
  *taken = other != NULL && g_strcmp0 (other->id, id) != 0;
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL;
}

char *
bhd_title_for_file (BhdTurn *turn,
                    const char *organization_id,
                    const char *file_name,
                    GError **error)
{
  g_autofree char *title = file_title (file_name, FALSE);
  gboolean taken = FALSE;

  if (!look (turn, organization_id, NULL, title, &taken, error))
    return NULL;
  return taken ? file_title (file_name, TRUE) : g_steal_pointer (&title);
}

char *
bhd_title_choose (BhdTurn *turn,
                  const char *organization_id,
                  const BhDocument *document,
                  const char *own,
                  GError **error)
{
  g_autofree char *title = is_makeshift (document) ? tidy (own) : NULL;
  gboolean taken = FALSE;

  if (title == NULL)
    return g_strdup (document->title);
  if (!look (turn, organization_id, document->id, title, &taken, error))
    return NULL;
  if (!taken)
    return g_steal_pointer (&title);
  if (document->url == NULL)
    return g_strdup (document->title);
  return g_strdup_printf ("%s (%s)", title, document->url);
}
