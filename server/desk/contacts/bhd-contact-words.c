/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/contacts/bhd-contact-words.h"

#include "server/desk/bhd-chores.h"
#include "server/desk/contacts/bhd-contact-view.h"
#include "server/desk/widget/bhd-visitors.h"

#include <string.h>

/* Letters with their marks taken off, small; one blank for any other. */
static char *
simplify (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *small = g_utf8_casefold (apart != NULL ? apart : text, -1);
  GString *plain = g_string_new (NULL);

  for (const char *p = small; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        g_string_append_c (plain, ' ');
      else if (!g_unichar_ismark (c))
        g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}

static void
add_word (GPtrArray *words, const char *start, gsize length)
{
  g_autofree char *word = g_strndup (start, length);

  if (length > 0 && !g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, g_steal_pointer (&word));
}

/* “ada@example.org” is also found by “example”. */
static void
add_parts (GPtrArray *words, const char *piece)
{
  const char *start = piece;

  for (const char *p = piece; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalnum (g_utf8_get_char (p)))
      {
        add_word (words, start, (gsize) (p - start));
        start = g_utf8_next_char (p);
      }
  add_word (words, start, strlen (start));
}

static void
add_text (GPtrArray *words, const char *text)
{
  g_autofree char *plain = text != NULL ? simplify (text) : g_strdup ("");
  g_auto (GStrv) pieces = g_strsplit (plain, " ", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      add_word (words, pieces[i], strlen (pieces[i]));
      add_parts (words, pieces[i]);
    }
}

gboolean
bhd_contact_words_store (BhdTurn *turn, const BhdContactDraft *contact, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (strcmp (contact->name, BHD_VISITOR_NAME) != 0) /* which is nobody's name */
    add_text (words, contact->name);
  add_text (words, contact->email);
  add_text (words, contact->external_id);
  g_ptr_array_add (words, NULL);
  return bhd_contact_list_put_words (turn->db, contact->organization_id, contact->id,
                                     (const char *const *) words->pdata, error);
}

char **
bhd_contact_words_split (const char *text)
{
  g_autofree char *plain = simplify (text);
  g_auto (GStrv) pieces = g_strsplit (plain, " ", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0, n = 0; pieces[i] != NULL && n < BHD_CONTACT_LOOKED_FOR; i++)
    if (*pieces[i] != '\0')
      {
        g_strv_builder_add (words, pieces[i]);
        n++;
      }
  return g_strv_builder_end (words);
}

gboolean
bhd_contact_words_catch_up (BhdTurn *turn,
                            const char *organization_id,
                            gboolean *more,
                            GError **error)
{
  g_autoptr (GPtrArray) rows =
      bhd_contact_list_without_words (turn->db, organization_id, BHD_CHORE_PIECE, error);

  *more = rows != NULL && rows->len == BHD_CHORE_PIECE;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const BhdContactDraft contact = bhd_contact_draft_of (rows->pdata[i], organization_id);

      if (!bhd_contact_words_store (turn, &contact, error))
        return FALSE;
    }
  return rows != NULL;
}
