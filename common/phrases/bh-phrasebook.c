/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "common/phrases/bh-phrasebook.h"

#include <glib/gi18n.h>
#include <string.h>

#include "common/phrases/bh-sentences.h"

/* Sentences stand in sentences: “could not take “greetings”: number 2: “title”: it is required”. */
#define DEPTH 6

/* A place of a format to fill in. */
typedef struct
{
  gsize length; /* of “%…s” */
  guint number; /* of “%2$s”, 0 if it has none */
  gboolean digits;
} Place;

/* Returns: whether @at begins a place, and not “%%” or a character. */
static gboolean
read_place (const char *at, Place *place)
{
  const char *end = at + 1;
  guint64 number;

  if (*at != '%' || at[1] == '%')
    return FALSE;
  number = g_ascii_strtoull (end, (char **) &end, 10);
  place->number = *end == '$' ? (guint) number : 0;
  end += strcspn (end, "diusg");
  place->digits = *end != 's' && *end != 'g';
  place->length = (gsize) (end - at) + (*end != '\0');
  return TRUE;
}

static gboolean
may_hold (const Place *place, char character)
{
  return !place->digits || g_ascii_isdigit (character) || character == '-';
}

/* Whether @text was made of @format, and of which values; as few characters as will do go to each.
 */
static gboolean
fits (const char *format, const char *text, GPtrArray *values)
{
  Place place;

  for (; *format != '\0' && !read_place (format, &place); text++, format++)
    {
      format += format[0] == '%';
      if (*format != *text)
        return FALSE;
    }
  if (*format == '\0')
    return *text == '\0';

  for (const char *end = text;; end++)
    {
      if (fits (format + place.length, end, values))
        {
          g_ptr_array_insert (values, 0, g_strndup (text, (gsize) (end - text)));
          return TRUE;
        }
      if (*end == '\0' || !may_hold (&place, *end))
        return FALSE;
    }
}

static char *
fill (const char *format, const GPtrArray *values)
{
  GString *text = g_string_new (NULL);
  guint next = 0;
  Place place;

  while (*format != '\0')
    if (read_place (format, &place))
      {
        guint at = place.number > 0 ? place.number - 1 : next++;

        g_string_append (text, at < values->len ? g_ptr_array_index (values, at) : "");
        format += place.length;
      }
    else
      {
        format += format[0] == '%';
        g_string_append_c (text, *format++);
      }
  return g_string_free (text, FALSE);
}

static char *say (const char *english, guint depth);

/* Values may be sentences themselves. */
static char *
say_with (const char *format, GPtrArray *values, guint depth)
{
  for (guint i = 0; i < values->len; i++)
    {
      char *value = g_ptr_array_index (values, i);

      g_ptr_array_index (values, i) = say (value, depth + 1);
      g_free (value);
    }
  return fill (_ (format), values);
}

static char *
say (const char *english, guint depth)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (const char *const *sentence = bh_sentences; depth < DEPTH && *sentence != NULL; sentence++)
    if (fits (*sentence, english, values))
      return say_with (*sentence, values, depth);
  return g_strdup (english);
}

char *
bh_phrasebook_say (const char *english)
{
  return english != NULL ? say (english, 0) : NULL;
}

void
bh_phrasebook_say_error (GError *error)
{
  char *message = bh_phrasebook_say (error->message);

  g_free (error->message);
  error->message = message;
}
