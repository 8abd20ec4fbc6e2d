/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-docx.h"

#include "server/extract/office/bhd-docx-lists.h"
#include "server/extract/office/bhd-docx-notes.h"
#include "server/extract/office/bhd-docx-styles.h"
#include "server/extract/office/bhd-part.h"
#include "server/extract/office/bhd-story.h"
#include "server/extract/office/bhd-table-elements.h"
#include "server/extract/office/bhd-title.h"

#include <string.h>

#define BOXES_MAX 5 /* paragraphs inside each other, by text boxes */

typedef struct
{
  char *style; /* (nullable) */
  gint list;   /* -1: as the style says; 0: none */
  guint level;
  gboolean begun; /* its block is open */
} Paragraph;

typedef struct
{
  BhdStory *story;
  BhdDocxStyles *styles;
  BhdDocxLists *lists;
  GHashTable *footnotes;
  GHashTable *endnotes;
  guint notes; /* that were told */

  Paragraph paragraphs[BOXES_MAX];
  guint paragraph; /* the innermost */
  guint skipped;   /* elements inside each other that are not read */
  gboolean seen;   /* it is a text document */
  gboolean in_text;
  gboolean in_run;
  gboolean hidden; /* the run is */
} Reader;

typedef struct
{
  const char *name;
  void (*act) (Reader *self, const BhdXmlElement *element);
} Action;

typedef struct
{
  const char *name;
  void (*act) (Reader *self);
} Ending;

/* What was deleted or moved away, how things were before a change, the second version of what
 * newer programs show otherwise, and what is no text. */
static const char *const skipped[] = {
  "del",         "moveFrom",   "Fallback",   "pPrChange",    "rPrChange",
  "tblPrChange", "tcPrChange", "trPrChange", "sectPr",       "sdtPr",
  "rt",          "tblPr",      "tcPr",       "sectPrChange", "numberingChange",
};

static gboolean
is_skipped (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (skipped); i++)
    if (strcmp (name, skipped[i]) == 0)
      return TRUE;
  return FALSE;
}

static Paragraph *
current (Reader *self)
{
  return &self->paragraphs[self->paragraph];
}

static void
clear_paragraph (Paragraph *paragraph)
{
  g_free (paragraph->style);
  *paragraph = (Paragraph){ .list = -1 };
}

/* Once the first words come, it is known what they are of. */
static void
begin_paragraph (Reader *self)
{
  Paragraph *paragraph = current (self);
  BhdMarkup *out = bhd_story_out (self->story);
  guint heading = bhd_docx_styles_heading (self->styles, paragraph->style);
  gint list = paragraph->list >= 0 ? paragraph->list
                                   : bhd_docx_styles_list (self->styles, paragraph->style);

  if (paragraph->begun)
    return;
  paragraph->begun = TRUE;
  if (bhd_story_is_in_table (self->story))
    return;
  if (heading > 0)
    bhd_markup_open_heading (out, heading);
  else if (list > 0)
    bhd_markup_open_item (out, paragraph->level,
                          bhd_docx_lists_count (self->lists, list, paragraph->level));
  else
    bhd_markup_open_text (out);
}

static void
start_document (Reader *self, const BhdXmlElement *element)
{
  self->seen = TRUE;
}

static void
start_paragraph (Reader *self, const BhdXmlElement *element)
{
  clear_paragraph (current (self));
}

static void
end_paragraph (Reader *self)
{
  bhd_story_end_paragraph (self->story);
  clear_paragraph (current (self));
}

static void
read_style (Reader *self, const BhdXmlElement *element)
{
  g_free (current (self)->style);
  current (self)->style = bhd_xml_attribute (element, "val");
}

static void
read_list (Reader *self, const BhdXmlElement *element)
{
  current (self)->list = MAX (bhd_xml_number (element, "val", 0), 0);
}

static void
read_level (Reader *self, const BhdXmlElement *element)
{
  current (self)->level = (guint) CLAMP (bhd_xml_number (element, "val", 0), 0, 8);
}

static void
start_run (Reader *self, const BhdXmlElement *element)
{
  self->in_run = TRUE;
  self->hidden = FALSE;
}

static void
end_run (Reader *self)
{
  self->in_run = self->hidden = FALSE;
}

static void
hide_run (Reader *self, const BhdXmlElement *element)
{
  g_autofree char *value = bhd_xml_attribute (element, "val");

  self->hidden = self->in_run && g_strcmp0 (value, "0") != 0 && g_strcmp0 (value, "false") != 0;
}

static void
start_text (Reader *self, const BhdXmlElement *element)
{
  self->in_text = TRUE;
}

static void
end_text (Reader *self)
{
  self->in_text = FALSE;
}

static void
add_space (Reader *self, const BhdXmlElement *element)
{
  if (self->in_run)
    bhd_markup_space (bhd_story_out (self->story));
}

static void
break_line (Reader *self, const BhdXmlElement *element)
{
  if (self->in_run)
    bhd_markup_break_line (bhd_story_out (self->story));
}

static void
add_hyphen (Reader *self, const BhdXmlElement *element)
{
  bhd_markup_add (bhd_story_out (self->story), "-", 1);
}

static void
add_note (Reader *self, GHashTable *notes, const BhdXmlElement *element)
{
  g_autofree char *id = bhd_xml_attribute (element, "id");
  GString *note = id != NULL ? g_hash_table_lookup (notes, id) : NULL;
  g_autofree char *mark = NULL;

  if (note == NULL)
    return;
  mark = g_strdup_printf ("[%u]", ++self->notes);
  begin_paragraph (self);
  bhd_markup_add (bhd_story_out (self->story), mark, strlen (mark));
  if (!bhd_story_enter_box (self->story))
    return;
  bhd_markup_add (bhd_story_out (self->story), mark, strlen (mark));
  bhd_markup_space (bhd_story_out (self->story));
  bhd_markup_add (bhd_story_out (self->story), note->str, note->len);
  bhd_story_leave_box (self->story);
  /* Told once, however often it is pointed at. */
  g_hash_table_remove (notes, id);
}

static void
add_footnote (Reader *self, const BhdXmlElement *element)
{
  add_note (self, self->footnotes, element);
}

static void
add_endnote (Reader *self, const BhdXmlElement *element)
{
  add_note (self, self->endnotes, element);
}

static void
enter_box (Reader *self, const BhdXmlElement *element)
{
  if (self->paragraph + 1 == BOXES_MAX || !bhd_story_enter_box (self->story))
    {
      self->skipped = 1;
      return;
    }
  self->paragraph++;
  clear_paragraph (current (self));
}

static void
leave_box (Reader *self)
{
  if (self->paragraph == 0)
    return;
  bhd_story_leave_box (self->story);
  clear_paragraph (current (self));
  self->paragraph--;
}

static const Action actions[] = {
  { "document", start_document },
  { "p", start_paragraph },
  { "pStyle", read_style },
  { "numId", read_list },
  { "ilvl", read_level },
  { "r", start_run },
  { "vanish", hide_run },
  { "t", start_text },
  { "tab", add_space },
  { "br", break_line },
  { "cr", break_line },
  { "noBreakHyphen", add_hyphen },
  { "footnoteReference", add_footnote },
  { "endnoteReference", add_endnote },
  { "txbxContent", enter_box },
};

static const Ending endings[] = {
  { "p", end_paragraph },
  { "r", end_run },
  { "t", end_text },
  { "txbxContent", leave_box },
};

static const BhdTableElements table_elements = { "tbl", "tr", "tc" };

static void
start_cb (gpointer data, const BhdXmlElement *element)
{
  Reader *self = data;
  const char *name = bhd_xml_name (element);

  if (self->skipped > 0 || is_skipped (name))
    {
      self->skipped++;
      return;
    }
  bhd_table_elements_start (&table_elements, self->story, name);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (strcmp (name, actions[i].name) == 0)
      {
        actions[i].act (self, element);
        return;
      }
}

static void
end_cb (gpointer data, const char *name)
{
  Reader *self = data;

  if (self->skipped > 0)
    {
      self->skipped--;
      return;
    }
  bhd_table_elements_end (&table_elements, self->story, name);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strcmp (name, endings[i].name) == 0)
      {
        endings[i].act (self);
        return;
      }
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Reader *self = data;

  if (!self->in_text || self->hidden || self->skipped > 0 ||
      bhd_docx_styles_is_contents (self->styles, current (self)->style))
    return;
  begin_paragraph (self);
  bhd_markup_add (bhd_story_out (self->story), text, length);
}

/* Where the text is: most producers use one name, some another. */
typedef struct
{
  char *target; /* (nullable) */
} Root;

static void
root_start_cb (gpointer data, const BhdXmlElement *element)
{
  Root *self = data;
  g_autofree char *type = bhd_xml_attribute (element, "Type");

  if (self->target == NULL && type != NULL && g_str_has_suffix (type, "/officeDocument"))
    self->target = bhd_xml_attribute (element, "Target");
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
find_text (const guint8 *bytes, gsize length, char **part)
{
  static const BhdXmlReader reader = { root_start_cb, ignore_end, ignore_text };
  Root root = { NULL };
  BhExtraction status = bhd_part_read (bytes, length, "_rels/.rels", &reader, &root);

  if (root.target != NULL)
    *part = g_strdup (root.target + (root.target[0] == '/'));
  else
    *part = g_strdup ("word/document.xml");
  g_free (root.target);
  return status;
}

static BhExtraction
read_parts (Reader *self, const guint8 *bytes, gsize length, BhdMarkup *out)
{
  static const BhdXmlReader reader = { start_cb, end_cb, text_cb };
  g_autofree char *part = NULL;
  BhExtraction status = find_text (bytes, length, &part);

  if (status == BH_EXTRACTION_DONE)
    status = bhd_docx_styles_read (self->styles, bytes, length);
  if (status == BH_EXTRACTION_DONE)
    status = bhd_docx_lists_read (self->lists, bytes, length);
  if (status == BH_EXTRACTION_DONE)
    status = bhd_docx_notes_read (self->footnotes, bytes, length, "word/footnotes.xml");
  if (status == BH_EXTRACTION_DONE)
    status = bhd_docx_notes_read (self->endnotes, bytes, length, "word/endnotes.xml");
  if (status == BH_EXTRACTION_DONE)
    status = bhd_title_read (bytes, length, "docProps/core.xml", out);
  if (status == BH_EXTRACTION_DONE)
    status = bhd_part_read (bytes, length, part, &reader, self);
  return status == BH_EXTRACTION_DONE && !self->seen ? BH_EXTRACTION_OTHER_KIND : status;
}

BhExtraction
bhd_docx_extract (const guint8 *bytes, gsize length, BhdMarkup *out)
{
  Reader self = { bhd_story_new (out), bhd_docx_styles_new (), bhd_docx_lists_new (),
                  bhd_docx_notes_new (), bhd_docx_notes_new () };
  BhExtraction status;

  clear_paragraph (&self.paragraphs[0]);
  status = read_parts (&self, bytes, length, out);
  for (guint i = 0; i < BOXES_MAX; i++)
    g_free (self.paragraphs[i].style);
  bhd_story_free (self.story);
  bhd_docx_styles_free (self.styles);
  bhd_docx_lists_free (self.lists);
  g_hash_table_unref (self.footnotes);
  g_hash_table_unref (self.endnotes);
  return status;
}
