/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-html.h"

#include "server/extract/bhd-charset.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define CHUNK 65536    /* bytes between two looks at whether it is enough */
#define DEPTH_MAX 5000 /* elements inside each other: unmatched ends cost as much each */
#define LISTS_MAX 8    /* lists inside each other that are told apart */
#define HEAD_MAX 8192  /* bytes in which a page says its encoding */
#define CHARSET_MAX 64

typedef struct _Page Page;

typedef struct
{
  const char *name;
  void (*start) (Page *self, const char *name, const xmlChar **attributes); /* (nullable) */
  void (*end) (Page *self, const char *name);                               /* (nullable) */
} Element;

struct _Page
{
  BhdMarkup *out;
  xmlParserCtxt *parser;
  guint depth;
  guint skipped_from; /* depth of the element that is not read, 0: none */
  gboolean too_deep;
  GString *title;           /* (nullable) while it is being read */
  guint lists;              /* inside each other */
  guint numbers[LISTS_MAX]; /* of the last item; 0: bullets */
  guint tables;
  gboolean in_cell;
  gboolean in_pre;
};

/* What is no text of the page. */
static const char *const skipped[] = {
  "script", "style",  "nav",    "footer",   "noscript", "template", "svg",
  "iframe", "object", "select", "button",   "canvas",   "audio",    "video",
  "map",    "dialog", "menu",   "textarea", "datalist",
};

static const char *
attribute (const xmlChar **attributes, const char *name)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp ((const char *) attributes[i], name) == 0)
      return attributes[i + 1] != NULL ? (const char *) attributes[i + 1] : "";
  return NULL;
}

static gboolean
attribute_is (const xmlChar **attributes, const char *name, const char *value)
{
  const char *found = attribute (attributes, name);

  return found != NULL && g_ascii_strcasecmp (found, value) == 0;
}

/* “display : none” and “visibility: hidden” in a style. */
static gboolean
is_styled_away (const char *style)
{
  g_autoptr (GString) bare = g_string_new (NULL);

  for (; style != NULL && *style != '\0' && bare->len < 4096; style++)
    if (!g_ascii_isspace (*style))
      g_string_append_c (bare, g_ascii_tolower (*style));
  return strstr (bare->str, "display:none") != NULL ||
         strstr (bare->str, "visibility:hidden") != NULL;
}

static gboolean
is_hidden (const xmlChar **attributes)
{
  return attribute (attributes, "hidden") != NULL ||
         attribute_is (attributes, "aria-hidden", "true") ||
         attribute_is (attributes, "role", "navigation") ||
         is_styled_away (attribute (attributes, "style"));
}

static gboolean
is_skipped (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (skipped); i++)
    if (strcmp (name, skipped[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Inside a cell everything is on one line, parted by blanks. */
static void
start_block (Page *self, const char *name, const xmlChar **attributes)
{
  if (self->in_cell)
    bhd_markup_space (self->out);
  else
    bhd_markup_open_text (self->out);
}

static void
end_block (Page *self, const char *name)
{
  start_block (self, name, NULL);
}

static void
start_heading (Page *self, const char *name, const xmlChar **attributes)
{
  /* A table with headings in it lays out a page. */
  self->in_cell = FALSE;
  bhd_markup_open_heading (self->out, (guint) (name[1] - '0'));
}

static void
end_heading (Page *self, const char *name)
{
  bhd_markup_open_text (self->out);
}

static void
start_summary (Page *self, const char *name, const xmlChar **attributes)
{
  self->in_cell = FALSE;
  bhd_markup_open_heading (self->out, 3);
}

static void
start_list (Page *self, const char *name, const xmlChar **attributes)
{
  const char *first = attribute (attributes, "start");
  guint64 number = 1;

  if (self->lists == 0 && !self->in_cell)
    bhd_markup_part (self->out);
  if (first != NULL && !g_ascii_string_to_unsigned (first, 10, 1, 1000000, &number, NULL))
    number = 1;
  if (self->lists < LISTS_MAX)
    self->numbers[self->lists] = name[0] == 'o' ? (guint) number : 0;
  self->lists++;
}

static void
end_list (Page *self, const char *name)
{
  if (self->lists > 0)
    self->lists--;
  start_block (self, name, NULL);
  if (self->lists == 0 && !self->in_cell)
    bhd_markup_part (self->out);
}

static void
start_item (Page *self, const char *name, const xmlChar **attributes)
{
  guint level = CLAMP (self->lists, 1, LISTS_MAX) - 1;

  if (self->in_cell)
    bhd_markup_space (self->out);
  else
    bhd_markup_open_item (self->out, level, self->lists > 0 ? self->numbers[level] : 0);
  if (self->numbers[level] > 0)
    self->numbers[level]++;
}

/* A paragraph in an item stays in it. */
static void
start_paragraph (Page *self, const char *name, const xmlChar **attributes)
{
  if (self->lists > 0 && !self->in_cell)
    bhd_markup_break_line (self->out);
  else
    start_block (self, name, attributes);
}

static void
end_paragraph (Page *self, const char *name)
{
  start_paragraph (self, name, NULL);
}

static void
break_line (Page *self, const char *name, const xmlChar **attributes)
{
  bhd_markup_break_line (self->out);
}

static void
end_term (Page *self, const char *name)
{
  if (bhd_markup_is_open (self->out))
    bhd_markup_break_line (self->out);
}

static void
start_description (Page *self, const char *name, const xmlChar **attributes)
{
  bhd_markup_space (self->out);
}

static void
start_table (Page *self, const char *name, const xmlChar **attributes)
{
  /* One table in another lays out a page. */
  self->in_cell = FALSE;
  self->tables++;
  bhd_markup_part (self->out);
}

static void
end_table (Page *self, const char *name)
{
  if (self->tables > 0)
    self->tables--;
  self->in_cell = FALSE;
  bhd_markup_part (self->out);
}

static void
start_row (Page *self, const char *name, const xmlChar **attributes)
{
  self->in_cell = FALSE;
  bhd_markup_open_row (self->out);
}

static void
end_row (Page *self, const char *name)
{
  self->in_cell = FALSE;
  bhd_markup_close (self->out);
}

static void
start_cell (Page *self, const char *name, const xmlChar **attributes)
{
  self->in_cell = self->tables > 0;
}

static void
end_cell (Page *self, const char *name)
{
  if (self->in_cell)
    bhd_markup_close_cell (self->out);
  else
    bhd_markup_open_text (self->out);
  self->in_cell = FALSE;
}

static void
start_pre (Page *self, const char *name, const xmlChar **attributes)
{
  if (self->in_cell)
    return;
  self->in_pre = TRUE;
  bhd_markup_open_code (self->out);
}

static void
end_pre (Page *self, const char *name)
{
  self->in_pre = FALSE;
  end_block (self, name);
}

static void
start_title (Page *self, const char *name, const xmlChar **attributes)
{
  if (self->title == NULL)
    self->title = g_string_new (NULL);
}

static void
end_title (Page *self, const char *name)
{
  if (self->title == NULL)
    return;
  bhd_markup_set_title (self->out, self->title->str);
  g_string_free (g_steal_pointer (&self->title), TRUE);
}

static const Element elements[] = {
  { "p", start_paragraph, end_paragraph },
  { "div", start_paragraph, end_paragraph },
  { "section", start_paragraph, end_paragraph },
  { "article", start_block, end_block },
  { "main", start_block, end_block },
  { "aside", start_block, end_block },
  { "header", start_block, end_block },
  { "body", start_block, end_block },
  { "address", start_paragraph, end_paragraph },
  { "blockquote", start_paragraph, end_paragraph },
  { "figure", start_block, end_block },
  { "figcaption", start_block, end_block },
  { "caption", start_block, end_block },
  { "details", start_block, end_block },
  { "summary", start_summary, end_heading },
  { "fieldset", start_block, end_block },
  { "form", start_block, end_block },
  { "h1", start_heading, end_heading },
  { "h2", start_heading, end_heading },
  { "h3", start_heading, end_heading },
  { "h4", start_heading, end_heading },
  { "h5", start_heading, end_heading },
  { "h6", start_heading, end_heading },
  { "ul", start_list, end_list },
  { "ol", start_list, end_list },
  { "li", start_item, end_block },
  { "dl", start_block, end_block },
  { "dt", start_block, end_term },
  { "dd", start_description, end_term },
  { "br", break_line, NULL },
  { "hr", start_block, NULL },
  { "table", start_table, end_table },
  { "tr", start_row, end_row },
  { "td", start_cell, end_cell },
  { "th", start_cell, end_cell },
  { "pre", start_pre, end_pre },
  { "title", start_title, end_title },
};

static const Element *
find_element (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strcmp (name, elements[i].name) == 0)
      return &elements[i];
  return NULL;
}

static void
start_cb (void *data, const xmlChar *xml_name, const xmlChar **attributes)
{
  Page *self = data;
  const char *name = (const char *) xml_name;
  const Element *element = find_element (name);

  if (++self->depth > DEPTH_MAX)
    {
      self->too_deep = TRUE;
      xmlStopParser (self->parser);
    }
  if (self->skipped_from > 0)
    return;
  if (is_skipped (name) || (is_hidden (attributes) && strcmp (name, "body") != 0))
    self->skipped_from = self->depth;
  else if (element != NULL && element->start != NULL)
    element->start (self, name, attributes);
}

static void
end_cb (void *data, const xmlChar *xml_name)
{
  Page *self = data;
  const char *name = (const char *) xml_name;
  const Element *element = find_element (name);
  gboolean was_skipped = self->skipped_from > 0;

  if (self->skipped_from >= self->depth)
    self->skipped_from = 0;
  if (self->depth > 0)
    self->depth--;
  if (!was_skipped && element != NULL && element->end != NULL)
    element->end (self, name);
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  Page *self = data;

  if (self->skipped_from > 0)
    return;
  if (self->title == NULL)
    bhd_markup_add (self->out, (const char *) text, (gsize) length);
  else if (self->title->len < HEAD_MAX)
    g_string_append_len (self->title, (const char *) text, length);
}

static gsize
word_length (const char *at, const char *end)
{
  gsize length = 0;

  while (at + length < end && (g_ascii_isalnum (at[length]) || strchr ("-_:.", at[length])) &&
         at[length] != '\0')
    length++;
  return length;
}

/* What stands behind “charset=” or “encoding=” at the top of the page, wherever that is said. */
static char *
find_charset (const guint8 *bytes, gsize length)
{
  g_autofree char *head = g_ascii_strdown ((const char *) bytes, (gssize) MIN (length, HEAD_MAX));
  const char *end = head + MIN (length, HEAD_MAX), *at = head;
  static const char *const words[] = { "charset", "encoding" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize word = strlen (words[i]);

      at = memmem (head, (gsize) (end - head), words[i], word);
      if (at == NULL)
        continue;
      at += word;
      while (at < end && *at != '\0' && strchr (" =\"'\t", *at) != NULL)
        at++;
      return g_strndup (at, MIN (word_length (at, end), CHARSET_MAX));
    }
  return NULL;
}

static void
parse (Page *self, const GString *text)
{
  static const xmlSAXHandler handler = {
    .startElement = start_cb,
    .endElement = end_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
  };

  self->parser = htmlCreatePushParserCtxt ((xmlSAXHandler *) &handler, self, NULL, 0, NULL,
                                           XML_CHAR_ENCODING_UTF8);
  htmlCtxtUseOptions (self->parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                        HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  for (gsize at = 0; at < text->len && !self->too_deep && !bhd_markup_is_full (self->out);
       at += CHUNK)
    htmlParseChunk (self->parser, text->str + at, (int) MIN (CHUNK, text->len - at), 0);
  if (!self->too_deep && !bhd_markup_is_full (self->out))
    htmlParseChunk (self->parser, NULL, 0, 1);
  htmlFreeParserCtxt (self->parser);
}

BhExtraction
bhd_html_extract (const guint8 *bytes, gsize length, BhdMarkup *out)
{
  g_autofree char *charset = find_charset (bytes, length);
  GString *text = bhd_charset_decode (charset, bytes, length);
  Page self = { .out = out };

  parse (&self, text);
  g_string_free (text, TRUE);
  if (self.title != NULL)
    g_string_free (self.title, TRUE);
  return self.too_deep ? BH_EXTRACTION_TOO_DEEP : BH_EXTRACTION_DONE;
}
