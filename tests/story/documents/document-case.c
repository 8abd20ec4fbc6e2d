/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/documents/document-case.h"

#include "tests/documents/hostile-case.h"

#include <string.h>

static GBytes *
read_document (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("BHT_DOCUMENTS"), name, NULL);
  char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return g_bytes_new_take (content, length);
}

static GBytes *
make_hostile (const char *name)
{
  const HostileCase *const tables[] = { hostile_office, hostile_pages };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const HostileCase *each = tables[i]; each->name != NULL; each++)
      if (g_str_equal (each->name, name))
        return each->make ();
  g_error ("nobody makes “%s”", name);
}

GBytes *
document_case_make (const DocumentCase *self, const char *outside)
{
  g_autoptr (GString) content = NULL;

  if (self->document != NULL)
    return read_document (self->document);
  if (self->hostile != NULL)
    return make_hostile (self->hostile);
  if (self->length > 0)
    return g_bytes_new_static (self->content, self->length);
  content = g_string_new (self->content);
  g_string_replace (content, "@OUTSIDE@", outside, 0);
  return self->make != NULL ? self->make (content->str) : g_bytes_new (content->str, content->len);
}
