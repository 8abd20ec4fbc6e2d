/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-findings.h"

#include "common/bh-json-reader.h"
#include "server/agent/bhd-prompt.h"

#include <string.h>

#define WORTH_A_LOOK 0.05 /* of the index's scores: what is below is noise */
#define SOURCES_MAX 65536 /* bytes of a message's sources */
#define RECALLED 6        /* passages */
#define NOTHING "Nothing was found in the help articles."

struct _BhdFindings
{
  char *mark;
  GPtrArray *passages; /* of BhdPassage */
};

BhdFindings *
bhd_findings_new (const char *mark)
{
  BhdFindings *self = g_new0 (BhdFindings, 1);

  self->mark = g_strdup (mark);
  self->passages = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);
  return self;
}

void
bhd_findings_free (BhdFindings *self)
{
  g_ptr_array_unref (self->passages);
  g_free (self->mark);
  g_free (self);
}

/* Returns: its number. */
static guint
add (BhdFindings *self, BhdPassage *passage)
{
  for (guint i = 0; i < self->passages->len; i++)
    if (g_str_equal (bhd_findings_get (self, i + 1)->id, passage->id))
      return i + 1;
  g_ptr_array_add (self->passages, bhd_passage_ref (passage));
  return self->passages->len;
}

static void
show_one (BhdFindings *self, BhdPassage *passage, GString *out)
{
  guint number = add (self, passage);
  g_autofree char *text =
      g_strdup_printf ("%s%s%s\n%s", passage->title, *passage->heading != '\0' ? " › " : "",
                       passage->heading, passage->body);
  g_autofree char *data = bhd_prompt_wrap (self->mark, "passage", text);

  g_string_append_printf (out, "[%u] %s\n", number, data);
}

char *
bhd_findings_show (BhdFindings *self, GPtrArray *hits)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const BhdHit *hit = g_ptr_array_index (hits, i);

      if (hit->score >= WORTH_A_LOOK)
        show_one (self, hit->passage, out);
    }
  if (out->len == 0)
    g_string_append (out, NOTHING);
  return g_string_free (out, FALSE);
}

static void
recall_source (BhdFindings *self, JsonObject *source, GString *out)
{
  const char *id = bh_json_get_string (source, "passage_id", NULL);
  g_autoptr (BhdPassage) passage = NULL;

  if (id == NULL || self->passages->len >= RECALLED)
    return;
  passage = bhd_passage_new (
      id, bh_json_get_string (source, "document_id", ""), bh_json_get_string (source, "title", ""),
      bh_json_get_string (source, "heading", ""), bh_json_get_string (source, "quote", ""));
  show_one (self, passage, out);
}

/* @sources: a JSON array; the reader's gate wants an object around it. */
static void
recall_message (BhdFindings *self, const char *sources, GString *out)
{
  g_autofree char *text = g_strdup_printf ("{\"sources\":%s}", sources);
  g_autoptr (JsonNode) node = bh_json_parse_object (text, strlen (text), SOURCES_MAX, NULL);
  JsonArray *array =
      node != NULL ? bh_json_get_array (json_node_get_object (node), "sources") : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      recall_source (self, json_array_get_object_element (array, i), out);
}

char *
bhd_findings_recall (BhdFindings *self, const BhdRun *run)
{
  GString *out = g_string_new (NULL);

  for (guint i = run->history->len; i > 0; i--)
    {
      const BhMessage *message = g_ptr_array_index (run->history, i - 1);

      if (message->author == BH_AUTHOR_AI && message->sources != NULL)
        recall_message (self, message->sources, out);
    }
  return g_string_free (out, FALSE);
}

guint
bhd_findings_count (const BhdFindings *self)
{
  return self->passages->len;
}

const BhdPassage *
bhd_findings_get (const BhdFindings *self, guint number)
{
  return number >= 1 && number <= self->passages->len
             ? g_ptr_array_index (self->passages, number - 1)
             : NULL;
}
