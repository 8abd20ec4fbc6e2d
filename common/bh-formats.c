/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-formats.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the strictest provider takes, before it is written in letters. */
#define PICTURE_MAX (3600 * 1024)

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

const BhFormat bh_formats[] = {
  { "text", N_ ("Plain text"), WORDS ("txt", "text"), WORDS ("text/plain"), NULL },
  { "markdown", N_ ("Markdown"), WORDS ("md", "markdown"),
    WORDS ("text/markdown", "text/x-markdown"), NULL },
  { "csv", N_ ("CSV table"), WORDS ("csv", "tsv"), WORDS ("text/csv", "text/tab-separated-values"),
    NULL },
  { "html", N_ ("Web page"), WORDS ("html", "htm", "xhtml"),
    WORDS ("text/html", "application/xhtml+xml"), NULL },
  { "pdf", N_ ("PDF"), WORDS ("pdf"), WORDS ("application/pdf"), "%PDF-" },
  { "docx", N_ ("Word document"), WORDS ("docx"),
    WORDS ("application/vnd.openxmlformats-officedocument.wordprocessingml.document"), "PK" },
  { "odt", N_ ("OpenDocument text"), WORDS ("odt"),
    WORDS ("application/vnd.oasis.opendocument.text"), "PK" },
  { "picture", N_ ("Picture"), WORDS ("png", "jpg", "jpeg", "webp", "gif"),
    WORDS ("image/png", "image/jpeg", "image/webp", "image/gif"), NULL, TRUE, PICTURE_MAX },
  { NULL },
};

const BhFormat *
bh_format_by_name (const char *name)
{
  for (const BhFormat *format = bh_formats; name != NULL && format->name != NULL; format++)
    if (strcmp (format->name, name) == 0)
      return format;
  return NULL;
}

/* @length: of @word. */
static gboolean
holds (const char *const *words, const char *word, gsize length)
{
  for (; *words != NULL; words++)
    if (strlen (*words) == length && g_ascii_strncasecmp (*words, word, length) == 0)
      return TRUE;
  return FALSE;
}

const BhFormat *
bh_format_for_name (const char *file_name)
{
  const char *dot = file_name != NULL ? strrchr (file_name, '.') : NULL;

  for (const BhFormat *format = bh_formats; dot != NULL && format->name != NULL; format++)
    if (holds (format->extensions, dot + 1, strlen (dot + 1)))
      return format;
  return NULL;
}

const BhFormat *
bh_format_for_media_type (const char *media_type)
{
  gsize length = media_type != NULL ? strcspn (media_type, "; \t") : 0;

  for (const BhFormat *format = bh_formats; length > 0 && format->name != NULL; format++)
    if (holds (format->media_types, media_type, length))
      return format;
  return NULL;
}

char *
bh_formats_to_accept (gboolean pictures)
{
  g_autoptr (GString) accept = g_string_new (NULL);

  for (const BhFormat *format = bh_formats; format->name != NULL; format++)
    for (const char *const *each = format->extensions;
         *each != NULL && (pictures || !format->picture); each++)
      g_string_append_printf (accept, "%s.%s", accept->len > 0 ? "," : "", *each);
  return g_string_free (g_steal_pointer (&accept), FALSE);
}
