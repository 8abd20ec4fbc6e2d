/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-formats.h"
#include "console/ui/bhc-time.h"
#include "console/ui/toolkit/bhc-dotted.h"
#include "console/ui/toolkit/bhc-size.h"

#include "console/ui/knowledge/bhc-knowledge-words.h"

#include <string.h>

static const struct
{
  const char *status;
  const char *words;
  gboolean busy;
} statuses[] = {
  { "queued", NC_ ("document", "Waiting to be read"), TRUE },
  { "extracting", NC_ ("document", "Being read"), TRUE },
  { "indexing", NC_ ("document", "Being indexed"), TRUE },
  { "ready", NC_ ("document", "Ready"), FALSE },
  { "error", NC_ ("document", "Not usable"), FALSE },
};

gboolean
bhc_knowledge_is_busy (const BhDocument *document)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (statuses[i].status, document->status) == 0)
      return statuses[i].busy;

  return FALSE;
}

const char *
bhc_knowledge_status (const BhDocument *document)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (statuses[i].status, document->status) == 0)
      return g_dpgettext2 (NULL, "document", statuses[i].words);

  return document->status;
}

char *
bhc_knowledge_facts (const BhDocument *document)
{
  const BhFormat *format = bh_format_by_name (document->format);
  const char *label = format != NULL ? _ (format->label) : document->format;
  g_autofree char *size = bhc_size_words (document->size);

  if (document->category != NULL && *document->category != '\0')
    return bhc_dotted (document->category, label, size, NULL);

  return bhc_dotted (label, size, NULL);
}

char *
bhc_knowledge_origin (const BhDocument *document)
{
  g_autofree char *moment = bhc_time_moment (document->created_us);

  if (g_strcmp0 (document->source, "upload") == 0)
    return g_strdup_printf (_ ("The file “%s”, uploaded %s"),
                            document->file_name != NULL ? document->file_name : document->title,
                            moment);
  if (g_strcmp0 (document->source, "url") == 0)
    return g_strdup_printf (_ ("The page %s, fetched %s"),
                            document->url != NULL ? document->url : "", moment);

  return g_strdup_printf (_ ("Written here: %s"), moment);
}

const char *
bhc_knowledge_icon (const BhDocument *document)
{
  if (g_strcmp0 (document->source, "url") == 0)
    return "bellhop-link-symbolic";
  if (g_strcmp0 (document->source, "upload") == 0)
    return "text-x-generic-symbolic";

  return "bellhop-edit-symbolic";
}
