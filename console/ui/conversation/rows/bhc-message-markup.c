/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/conversation/rows/bhc-message-markup.h"

#include <string.h>

#define DEPTH_MAX 3
#define RUN_MAX 2000 /* bytes between two marks */

/* A full stop at the end of an address belongs to the sentence, not to the address. */
static gsize
web_length (const char *text)
{
  gsize length;

  if (!g_str_has_prefix (text, "https://") && !g_str_has_prefix (text, "http://"))
    return 0;

  length = strcspn (text, " \t\r\n<>\"'`|\\^{}");
  while (length > 0 && strchr (".,;:!?)]*_", text[length - 1]) != NULL)
    length--;

  return length > strlen ("https://") ? length : 0;
}

/* A number that can be called from anywhere, as the daemon writes it: “+491701234567”. */
static gsize
phone_length (const char *text)
{
  gsize digits = strspn (text + 1, "0123456789");

  return digits >= 6 && digits <= 15 && !g_ascii_isalpha (text[1 + digits]) ? 1 + digits : 0;
}

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (markup, escaped);
}

static void
append_link (GString *markup,
             const char *scheme,
             const char *address,
             gsize address_length,
             const char *words,
             gsize length)
{
  g_string_append_printf (markup, "<a href=\"%s", scheme);
  append_escaped (markup, address, address_length);
  g_string_append (markup, "\">");
  append_escaped (markup, words, length);
  g_string_append (markup, "</a>");
}

/* ---- what is found within a line ---- */

/* Where a line is looked through: @begin and @end bound it, @at is between. */
typedef struct
{
  GString *markup;
  const char *begin;
  const char *end;
  guint depth;
} Line;

static void append_inline (GString *markup, const char *begin, const char *end, guint depth);

static gboolean
is_word_before (const Line *line, const char *at)
{
  return at > line->begin && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

/* Each answers how much of the line it has taken: 0: it is none of it. */
typedef gsize (*Finder) (Line *line, const char *at);

static gsize
find_web (Line *line, const char *at)
{
  gsize length = is_word_before (line, at) ? 0 : web_length (at);

  if (length == 0 || length > (gsize) (line->end - at))
    return 0;
  append_link (line->markup, "", at, length, at, length);
  return length;
}

static gsize
find_phone (Line *line, const char *at)
{
  gsize length = phone_length (at);

  if (length == 0 || length > (gsize) (line->end - at))
    return 0;
  append_link (line->markup, "tel:", at, length, at, length);
  return length;
}

/* “[words](address)”; other schemes are left as they are written. */
static gsize
find_named (Line *line, const char *at)
{
  gsize room = (gsize) (line->end - at);
  const char *middle = g_strstr_len (at, (gssize) MIN (room, RUN_MAX), "](");
  const char *address = middle != NULL ? middle + 2 : NULL;
  gsize length = address != NULL ? strcspn (address, "() \t\r\n") : 0;

  if (middle == NULL || middle == at + 1 || length == 0 || length > RUN_MAX ||
      address + length >= line->end || address[length] != ')')
    return 0;
  if (web_length (address) == 0 && !g_str_has_prefix (address, "mailto:"))
    return 0;

  append_link (line->markup, "", address, length, at + 1, (gsize) (middle - at) - 1);
  return (gsize) (address - at) + length + 1;
}

static gsize
find_wrapped (Line *line, const char *at, const char *mark, const char *tag)
{
  gsize n = strlen (mark);
  const char *start = at + n;
  const char *end =
      start < line->end ? g_strstr_len (start, MIN (line->end - start, RUN_MAX), mark) : NULL;

  if (end == NULL || end == start || g_ascii_isspace (*start) || g_ascii_isspace (end[-1]))
    return 0;

  g_string_append_printf (line->markup, "<%s>", tag);
  if (g_str_equal (tag, "tt"))
    append_escaped (line->markup, start, (gsize) (end - start));
  else
    append_inline (line->markup, start, end, line->depth + 1);
  g_string_append_printf (line->markup, "</%s>", tag);

  return (gsize) (end - at) + n;
}

static gsize
find_code (Line *line, const char *at)
{
  return find_wrapped (line, at, "`", "tt");
}

/* Emphasis neither begins nor ends inside a word: snake_case and 2*3*4 stay as they are. */
static gsize
find_emphasis (Line *line, const char *at)
{
  const char mark[] = { *at, '\0' };
  gsize before = line->markup->len;
  gsize length = is_word_before (line, at) ? 0 : find_wrapped (line, at, mark, "i");

  if (length > 0 && at + length < line->end && g_unichar_isalnum (g_utf8_get_char (at + length)))
    {
      g_string_truncate (line->markup, before);
      return 0;
    }
  return length;
}

static gsize
find_star (Line *line, const char *at)
{
  return g_str_has_prefix (at, "**") ? find_wrapped (line, at, "**", "b")
                                     : find_emphasis (line, at);
}

static const struct
{
  char first;
  gboolean markdown; /* only there */
  Finder find;
} finders[] = {
  { 'h', FALSE, find_web }, { '+', FALSE, find_phone },   { '`', TRUE, find_code },
  { '*', TRUE, find_star }, { '_', TRUE, find_emphasis }, { '[', TRUE, find_named },
};

static gsize
find (Line *line, const char *at, gboolean markdown)
{
  for (gsize i = 0; i < G_N_ELEMENTS (finders); i++)
    if (finders[i].first == *at && (markdown || !finders[i].markdown))
      return finders[i].find (line, at);
  return 0;
}

static void
append_run (GString *markup, const char *begin, const char *end, guint depth, gboolean markdown)
{
  Line line = { markup, begin, end, depth };
  const char *plain = begin;
  const char *at = begin;

  while (at < end)
    {
      gsize length, next;

      append_escaped (markup, plain, (gsize) (at - plain));
      plain = at;
      length = find (&line, at, markdown);
      if (length > 0)
        {
          at += length;
          plain = at;
          continue;
        }
      next = 1 + strcspn (at + 1, "h+`*_[");
      at += MIN (next, (gsize) (end - at));
    }
  append_escaped (markup, plain, (gsize) (end - plain));
}

static void
append_inline (GString *markup, const char *begin, const char *end, guint depth)
{
  if (depth > DEPTH_MAX)
    append_escaped (markup, begin, (gsize) (end - begin));
  else
    append_run (markup, begin, end, depth, TRUE);
}

/* ---- lines ---- */

/* The length of “1. ” or “1) ”, 0 where there is none. */
static gsize
number_length (const char *line)
{
  gsize digits = strspn (line, "0123456789");

  return digits > 0 && digits < 4 && strchr (".)", line[digits]) != NULL && line[digits] != '\0' &&
                 line[digits + 1] == ' '
             ? digits + 2
             : 0;
}

static void
append_line (GString *markup, const char *line)
{
  gsize hashes = strspn (line, "#");
  const char *text = line + strspn (line, " ");
  const char *end = line + strlen (line);
  gsize number = number_length (text);

  if (hashes > 0 && hashes <= 6 && line[hashes] == ' ')
    {
      g_string_append (markup, "<b>");
      append_inline (markup, line + hashes + 1, end, 1);
      g_string_append (markup, "</b>");
    }
  else if (g_str_has_prefix (text, "- ") || g_str_has_prefix (text, "* ") ||
           g_str_has_prefix (text, "• "))
    {
      g_string_append (markup, "  •  ");
      append_inline (markup, strchr (text, ' ') + 1, end, 0);
    }
  else if (number > 0)
    {
      g_string_append (markup, "  ");
      append_escaped (markup, text, number);
      append_inline (markup, text + number, end, 0);
    }
  else if (*line == '>')
    {
      g_string_append (markup, "<i>│ ");
      append_inline (markup, line + (line[1] == ' ' ? 2 : 1), end, 0);
      g_string_append (markup, "</i>");
    }
  else
    append_inline (markup, line, end, 0);
}

static void
append_lines (GString *markup, const char *body)
{
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
  gboolean code = FALSE;
  gboolean first = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "```"))
        {
          code = !code;
          continue;
        }
      if (!first)
        g_string_append_c (markup, '\n');
      first = FALSE;
      if (!code)
        {
          append_line (markup, lines[i]);
          continue;
        }
      g_string_append (markup, "<tt>");
      append_escaped (markup, lines[i], strlen (lines[i]));
      g_string_append (markup, "</tt>");
    }
}

char *
bhc_message_markup (const char *body, gboolean markdown)
{
  GString *markup = g_string_new (NULL);

  if (markdown)
    append_lines (markup, body);
  else
    append_run (markup, body, body + strlen (body), 0, FALSE);

  return g_string_free (markup, FALSE);
}

/* ---- marks ---- */

static void
add_attribute (PangoAttrList *list,
               PangoAttribute *attribute,
               const char *text,
               const char *at,
               gsize length)
{
  attribute->start_index = (guint) (at - text);
  attribute->end_index = attribute->start_index + (guint) length;
  pango_attr_list_insert (list, attribute);
}

/* How much of @at is @folded, whatever the case; 0: it does not begin so. */
static gsize
folded_length (const char *at, const char *folded)
{
  const char *start = at;

  while (*folded != '\0' && *at != '\0')
    {
      if (g_unichar_tolower (g_utf8_get_char (at)) != g_utf8_get_char (folded))
        return 0;
      at = g_utf8_next_char (at);
      folded = g_utf8_next_char (folded);
    }

  return *folded == '\0' ? (gsize) (at - start) : 0;
}

static void
mark_words (PangoAttrList *list, const char *text, const char *words)
{
  g_autofree char *folded = g_utf8_strdown (words, -1);

  for (const char *at = text; *at != '\0' && *folded != '\0';)
    {
      gsize length = folded_length (at, folded);

      if (length > 0)
        {
          add_attribute (list, pango_attr_background_new (0xf9f9, 0xc4c4, 0x4040), text, at,
                         length);
          add_attribute (list, pango_attr_foreground_new (0, 0, 0), text, at, length);
        }
      at = length > 0 ? at + length : g_utf8_next_char (at);
    }
}

static void
mark_names (PangoAttrList *list, const char *text, const char *const *names)
{
  for (const char *at = strchr (text, '@'); at != NULL; at = strchr (at + 1, '@'))
    for (guint i = 0; names[i] != NULL; i++)
      if (*names[i] != '\0' && g_str_has_prefix (at + 1, names[i]))
        add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), text, at,
                       strlen (names[i]) + 1);
}

PangoAttrList *
bhc_message_marks (const char *text, const char *words, const char *const *names)
{
  PangoAttrList *list = pango_attr_list_new ();

  if (names != NULL)
    mark_names (list, text, names);
  if (words != NULL)
    mark_words (list, text, words);

  return list;
}

/* GTK 4.8 adds them to what the markup has made, where nothing takes them off again but reading the
 * markup anew. */
void
bhc_message_marks_put (GtkLabel *label, PangoAttrList *marks)
{
  PangoAttrList *before = gtk_label_get_attributes (label);
  GSList *there = before != NULL ? pango_attr_list_get_attributes (before) : NULL;

  if (there != NULL)
    {
      gtk_label_set_use_markup (label, FALSE);
      gtk_label_set_use_markup (label, TRUE);
    }
  g_slist_free_full (there, (GDestroyNotify) pango_attribute_destroy);
  gtk_label_set_attributes (label, marks);
}

static void
take_words (GMarkupParseContext *context,
            const char *text,
            gsize length,
            gpointer words,
            GError **error)
{
  g_string_append_len (words, text, (gssize) length);
}

char *
bhc_message_words_alone (const char *body)
{
  static const GMarkupParser parser = { .text = take_words };
  g_autofree char *markup = bhc_message_markup (body, TRUE);
  g_autofree char *whole = g_strconcat ("<words>", markup, "</words>", NULL);
  GString *words = g_string_new (NULL);
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, words, NULL);

  if (!g_markup_parse_context_parse (context, whole, -1, NULL)) /* it may be no text at all */
    g_string_assign (words, body);
  return g_string_free (words, FALSE);
}
