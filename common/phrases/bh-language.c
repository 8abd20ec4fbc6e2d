/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "common/bh-json-reader.h"

#include <glib/gi18n.h>
#include <string.h>

#include "common/phrases/bh-language.h"

#define SIZE_MAX_BYTES (1024 * 1024)
#define KNOWN_MAX 64

/* A list of the system's.  Its names are in English, and translated in a catalogue that is called
 * as the file is. */
typedef struct
{
  const char *file;
  const char *list; /* the member of the document */
} Book;

static const Book languages = { "iso_639-2", "639-2" };
static const Book countries = { "iso_3166-1", "3166-1" };

/* Returns: (transfer full) (nullable) */
static JsonNode *
read_book (const Book *book)
{
  const char *const *folders = g_get_system_data_dirs ();

  for (gsize i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (book->file, ".json", NULL);
      g_autofree char *path = g_build_filename (folders[i], "iso-codes", "json", name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_get_contents (path, &text, &length, NULL))
        return bh_json_parse_object (text, length, SIZE_MAX_BYTES, NULL);
    }

  return NULL;
}

/* “Spanish; Castilian” and “Greek, Modern (1453-)” say more than is asked for. */
static char *
say (const Book *book, const char *name)
{
  const char *said;
  char *short_name;

  bind_textdomain_codeset (book->file, "UTF-8");
  said = g_dgettext (book->file, name);
  short_name = g_strndup (said, strcspn (said, ";("));
  return g_strchomp (short_name);
}

/* @code: of two letters, or of three.  Returns: (transfer full) (nullable) */
static char *
find_name (const Book *book, const char *code)
{
  g_autoptr (JsonNode) root = strlen (code) >= 2 ? read_book (book) : NULL;
  JsonArray *list =
      root != NULL ? bh_json_get_array (json_node_get_object (root), book->list) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *each = json_array_get_object_element (list, i);

      if (g_ascii_strcasecmp (bh_json_get_string (each, "alpha_2", ""), code) == 0 ||
          g_ascii_strcasecmp (bh_json_get_string (each, "alpha_3", ""), code) == 0)
        return say (book, bh_json_get_string (each, "common_name",
                                              bh_json_get_string (each, "name", code)));
    }

  return NULL;
}

/* It stands alone, and some languages write such names small. */
static char *
begin_large (const char *words)
{
  g_autofree char *first = g_utf8_strup (words, g_utf8_next_char (words) - words);

  return g_strconcat (first, g_utf8_next_char (words), NULL);
}

/* Returns: (transfer full) */
static char *
look_up (const char *tag)
{
  g_auto (GStrv) parts = g_strsplit_set (tag, "-_", 4);
  g_autofree char *language = parts[0] != NULL ? find_name (&languages, parts[0]) : NULL;
  g_autofree char *large = NULL;
  g_autofree char *country = NULL;

  if (language == NULL || *language == '\0' || !g_utf8_validate (language, -1, NULL))
    return g_strdup (tag);

  large = begin_large (language);
  for (guint i = 1; parts[i] != NULL && country == NULL; i++)
    if (strlen (parts[i]) == 2)
      country = find_name (&countries, parts[i]);
  /* Translators: a language and where it is spoken so, as in “English (United Kingdom)”. */
  return country != NULL ? g_strdup_printf (C_ ("language", "%s (%s)"), large, country)
                         : g_steal_pointer (&large);
}

/* The lists are large and visitors' languages few: what was found is kept, but for no end of tags
 * that somebody makes up. */
char *
bh_language_name (const char *tag)
{
  static GMutex lock;
  static GHashTable *known;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  const char *name;

  if (tag == NULL)
    return NULL;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  name = g_hash_table_lookup (known, tag);
  if (name != NULL)
    return g_strdup (name);

  if (g_hash_table_size (known) == KNOWN_MAX)
    g_hash_table_remove_all (known);
  g_hash_table_insert (known, g_strdup (tag), look_up (tag));
  return g_strdup (g_hash_table_lookup (known, tag));
}
