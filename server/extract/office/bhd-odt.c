/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-odt.h"

#include "server/extract/office/bhd-odt-styles.h"
#include "server/extract/office/bhd-part.h"
#include "server/extract/office/bhd-story.h"
#include "server/extract/office/bhd-table-elements.h"
#include "server/extract/office/bhd-title.h"
#include "server/extract/office/bhd-zip.h"

#include <string.h>

#define LISTS_MAX 10 /* inside each other that are told apart */
#define MEDIA_TYPE "application/vnd.oasis.opendocument.text"

typedef struct
{
  BhdStory *story;
  BhdOdtStyles *styles;
  gboolean in_body;
  guint paragraphs; /* inside each other, by boxes */
  guint skipped;    /* elements inside each other that are not read */

  guint lists;                  /* inside each other */
  char *list_styles[LISTS_MAX]; /* (nullable) of each: as the one around it */
  guint counts[LISTS_MAX];
  gboolean item_open; /* the next paragraph is the first one of an item */
  gboolean note_open; /* … of a note */
  guint notes;
} Reader;

typedef struct
{
  const char *name;
  void (*start) (Reader *self, const BhdXmlElement *element); /* (nullable) */
  void (*end) (Reader *self);                                 /* (nullable) */
} Element;

/* What was deleted, what others remarked, and what is made from the text itself. */
static const char *const skipped[] = {
  "tracked-changes",    "annotation",      "table-of-content", "alphabetical-index",
  "illustration-index", "table-index",     "object-index",     "user-index",
  "bibliography",       "forms",           "ruby-text",        "note-citation",
  "sequence-decls",     "variable-decls",  "user-field-decls", "hidden-text",
  "binary-data",        "event-listeners",
};

static gboolean
is_skipped (const BhdXmlElement *element)
{
  const char *name = bhd_xml_name (element);

  for (guint i = 0; i < G_N_ELEMENTS (skipped); i++)
    if (strcmp (name, skipped[i]) == 0)
      return TRUE;
  /* Of pictures; <text:title> is a word of the text. */
  return bhd_xml_is_of (element, "svg") &&
         (strcmp (name, "title") == 0 || strcmp (name, "desc") == 0);
}

static BhdMarkup *
out (Reader *self)
{
  return bhd_story_out (self->story);
}

static void
start_body (Reader *self, const BhdXmlElement *element)
{
  self->in_body = TRUE;
}

static void
end_body (Reader *self)
{
  self->in_body = FALSE;
}

static void
start_heading (Reader *self, const BhdXmlElement *element)
{
  self->paragraphs++;
  if (!bhd_story_is_in_table (self->story))
    bhd_markup_open_heading (out (self),
                             (guint) CLAMP (bhd_xml_number (element, "outline-level", 1), 1, 6));
}

static guint
count_item (Reader *self)
{
  guint level = MIN (self->lists, LISTS_MAX), named = level - 1;

  while (named > 0 && self->list_styles[named] == NULL)
    named--;
  if (!bhd_odt_styles_is_numbered (self->styles, self->list_styles[named], level))
    return 0;
  return ++self->counts[level - 1];
}

static void
start_paragraph (Reader *self, const BhdXmlElement *element)
{
  g_autofree char *style = bhd_xml_attribute (element, "style-name");

  self->paragraphs++;
  if (bhd_story_is_in_table (self->story))
    return;
  if (self->note_open)
    bhd_markup_space (out (self));
  else if (self->item_open)
    bhd_markup_open_item (out (self), MIN (self->lists, LISTS_MAX) - 1, count_item (self));
  else if (bhd_odt_styles_is_title (self->styles, style))
    bhd_markup_open_heading (out (self), 1);
  else
    bhd_markup_open_text (out (self));
  self->item_open = self->note_open = FALSE;
}

static void
end_paragraph (Reader *self)
{
  if (self->paragraphs > 0)
    self->paragraphs--;
  bhd_story_end_paragraph (self->story);
}

static void
start_list (Reader *self, const BhdXmlElement *element)
{
  g_autofree char *go_on = bhd_xml_attribute (element, "continue-numbering");
  guint level = self->lists++;

  if (level >= LISTS_MAX)
    return;
  g_free (self->list_styles[level]);
  self->list_styles[level] = bhd_xml_attribute (element, "style-name");
  if (g_strcmp0 (go_on, "true") != 0)
    self->counts[level] = 0;
}

static void
end_list (Reader *self)
{
  if (self->lists > 0)
    self->lists--;
  self->item_open = FALSE;
}

static void
start_item (Reader *self, const BhdXmlElement *element)
{
  self->item_open = self->lists > 0;
}

static void
add_spaces (Reader *self, const BhdXmlElement *element)
{
  bhd_markup_space (out (self));
}

static void
break_line (Reader *self, const BhdXmlElement *element)
{
  bhd_markup_break_line (out (self));
}

static void
enter_box (Reader *self, const BhdXmlElement *element)
{
  if (!bhd_story_enter_box (self->story))
    self->skipped = 1;
}

static void
leave_box (Reader *self)
{
  bhd_story_leave_box (self->story);
}

/* The mark stands in the text and, again, in front of the note. */
static void
enter_note (Reader *self, const BhdXmlElement *element)
{
  g_autofree char *mark = g_strdup_printf ("[%u]", self->notes + 1);

  bhd_markup_add (out (self), mark, strlen (mark));
  enter_box (self, element);
  if (self->skipped > 0)
    return;
  self->notes++;
}

static void
start_note_body (Reader *self, const BhdXmlElement *element)
{
  g_autofree char *mark = g_strdup_printf ("[%u]", self->notes);

  bhd_markup_open_text (out (self));
  bhd_markup_add (out (self), mark, strlen (mark));
  self->note_open = TRUE;
}

static const Element elements[] = {
  { "body", start_body, end_body },
  { "h", start_heading, end_paragraph },
  { "p", start_paragraph, end_paragraph },
  { "list", start_list, end_list },
  { "list-item", start_item, NULL },
  { "s", add_spaces, NULL },
  { "tab", add_spaces, NULL },
  { "line-break", break_line, NULL },
  { "text-box", enter_box, leave_box },
  { "note", enter_note, leave_box },
  { "note-body", start_note_body, NULL },
};

static const BhdTableElements table_elements = { "table", "table-row", "table-cell" };

static const Element *
find_element (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strcmp (name, elements[i].name) == 0)
      return &elements[i];
  return NULL;
}

static void
start_cb (gpointer data, const BhdXmlElement *element)
{
  Reader *self = data;
  const char *name = bhd_xml_name (element);
  const Element *known = find_element (name);

  if (self->skipped > 0 || is_skipped (element))
    {
      self->skipped++;
      return;
    }
  bhd_odt_styles_start (self->styles, element);
  if (self->in_body)
    bhd_table_elements_start (&table_elements, self->story, name);
  if (known != NULL && known->start != NULL && (self->in_body || known->start == start_body))
    known->start (self, element);
}

static void
end_cb (gpointer data, const char *name)
{
  Reader *self = data;
  const Element *known = find_element (name);

  if (self->skipped > 0)
    {
      self->skipped--;
      return;
    }
  bhd_odt_styles_end (self->styles, name);
  if (self->in_body)
    bhd_table_elements_end (&table_elements, self->story, name);
  if (known != NULL && known->end != NULL && self->in_body)
    known->end (self);
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Reader *self = data;

  if (self->paragraphs > 0 && self->skipped == 0)
    bhd_markup_add (out (self), text, length);
}

static BhExtraction
take_type (gpointer data, const char *bytes, gsize length)
{
  GString *type = data;

  g_string_append_len (type, bytes, (gssize) MIN (length, strlen (MEDIA_TYPE)));
  return type->len < strlen (MEDIA_TYPE) ? BH_EXTRACTION_DONE : BH_EXTRACTION_TOO_LARGE;
}

static BhExtraction
check_type (const guint8 *bytes, gsize length)
{
  g_autoptr (GString) type = g_string_new (NULL);
  BhExtraction status = bhd_zip_read (bytes, length, "mimetype", take_type, type);

  if (status != BH_EXTRACTION_DONE && status != BH_EXTRACTION_TOO_LARGE)
    return status;
  return g_str_has_prefix (type->str, MEDIA_TYPE) ? BH_EXTRACTION_DONE : BH_EXTRACTION_OTHER_KIND;
}

/* The list of parts says of each whether it needs a password. */
static void
parts_start_cb (gpointer data, const BhdXmlElement *element)
{
  gboolean *locked = data;

  if (strcmp (bhd_xml_name (element), "encryption-data") == 0)
    *locked = TRUE;
}

static void
ignore_end (gpointer data, const char *name)
{
}

static void
ignore_text (gpointer data, const char *text, gsize length)
{
}

static BhExtraction
check_lock (const guint8 *bytes, gsize length)
{
  static const BhdXmlReader reader = { parts_start_cb, ignore_end, ignore_text };
  gboolean locked = FALSE;

  /* Some old programs put a document type into it: then only the text itself can tell. */
  bhd_part_read (bytes, length, "META-INF/manifest.xml", &reader, &locked);
  return locked ? BH_EXTRACTION_ENCRYPTED : BH_EXTRACTION_DONE;
}

static void
styles_start_cb (gpointer data, const BhdXmlElement *element)
{
  bhd_odt_styles_start (data, element);
}

static void
styles_end_cb (gpointer data, const char *name)
{
  bhd_odt_styles_end (data, name);
}

BhExtraction
bhd_odt_extract (const guint8 *bytes, gsize length, BhdMarkup *markup)
{
  static const BhdXmlReader styles_reader = { styles_start_cb, styles_end_cb, ignore_text };
  static const BhdXmlReader reader = { start_cb, end_cb, text_cb };
  Reader self = { bhd_story_new (markup), bhd_odt_styles_new () };
  BhExtraction status = check_type (bytes, length);

  if (status == BH_EXTRACTION_DONE)
    status = check_lock (bytes, length);
  if (status == BH_EXTRACTION_DONE)
    status = bhd_title_read (bytes, length, "meta.xml", markup);
  if (status == BH_EXTRACTION_DONE)
    status = bhd_part_read_optional (bytes, length, "styles.xml", &styles_reader, self.styles);
  if (status == BH_EXTRACTION_DONE)
    status = bhd_part_read (bytes, length, "content.xml", &reader, &self);
  for (guint i = 0; i < LISTS_MAX; i++)
    g_free (self.list_styles[i]);
  bhd_story_free (self.story);
  bhd_odt_styles_free (self.styles);
  return status;
}
