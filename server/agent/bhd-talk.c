/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-reader.h"
#include "common/media/bh-attachment.h"
#include "server/agent/bhd-prompt.h"
#include "server/agent/models/bhd-model-message.h"

#include <string.h>

#define EXTRA_MAX 65536 /* bytes of what is offered below a message */

typedef struct
{
  const BhdRun *run;
  const char *mark;
  GPtrArray *messages; /* of BhdModelMessage */
} Talk;

static void
append_text (BhdModelMessage *message, const char *text)
{
  char *both = g_strconcat (message->text, "\n\n", text, NULL);

  g_free (message->text);
  message->text = both;
}

static void
add (Talk *self, BhdModelRole role, const char *text)
{
  BhdModelMessage *last =
      self->messages->len > 0 ? g_ptr_array_index (self->messages, self->messages->len - 1) : NULL;

  if (last == NULL && role != BHD_MODEL_USER)
    return; /* the greeting */
  if (last != NULL && last->role == role)
    append_text (last, text);
  else
    g_ptr_array_add (self->messages, bhd_model_message_new (role, text));
}

/* What the visitor was asked to confirm, and what became of it. */
static char *
describe_action (const char *extra)
{
  g_autoptr (JsonNode) node = bh_json_parse_object (extra, strlen (extra), EXTRA_MAX, NULL);
  JsonObject *action =
      node != NULL ? bh_json_get_object (json_node_get_object (node), "action") : NULL;

  if (action == NULL)
    return NULL;
  return g_strdup_printf ("(The visitor was asked to confirm “%s”: %s.)",
                          bh_json_get_string (action, "text", ""),
                          bh_json_get_string (action, "state", "pending"));
}

static void
add_ours (Talk *self, const BhMessage *message)
{
  g_autofree char *action = message->extra != NULL ? describe_action (message->extra) : NULL;
  g_autofree char *person = NULL;
  g_autofree char *words = bh_message_to_words (message);

  if (message->author == BH_AUTHOR_OPERATOR)
    person = g_strdup_printf ("(%s, a person of the team, wrote:) %s", message->author_name, words);
  add (self, BHD_MODEL_ASSISTANT, person != NULL ? person : message->body);
  if (action != NULL)
    add (self, BHD_MODEL_ASSISTANT, action);
}

static void
add_message (Talk *self, const BhMessage *message)
{
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (message->author != BH_AUTHOR_VISITOR)
    {
      add_ours (self, message);
      return;
    }
  words = bh_message_to_words (message);
  text = bhd_prompt_wrap (self->mark, "visitor", words);
  add (self, BHD_MODEL_USER, text);
}

static gboolean
is_over (const Talk *self, const BhMessage *message)
{
  return message->seq <= self->run->boundary_seq;
}

/* Where the burst that is answered now lies behind the boundary, it is still to be answered. */
static guint
first_open (const BhdRun *run)
{
  guint i = run->history->len;

  while (i > 0)
    {
      const BhMessage *message = g_ptr_array_index (run->history, i - 1);

      if (message->kind == BH_MESSAGE_TEXT && message->author != BH_AUTHOR_VISITOR)
        break;
      i--;
    }
  return i;
}

static void
append_over (GString *out, const BhMessage *message)
{
  const char *who = message->author == BH_AUTHOR_VISITOR ? "Visitor" : message->author_name;

  g_autofree char *words = bh_message_to_words (message);

  g_string_append_printf (out, "%s: %s\n", who, words);
}

/* Told, not said: what was wished for in it has been dealt with. */
static void
add_earlier (Talk *self, guint end)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *data = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < end; i++)
    {
      const BhMessage *message = g_ptr_array_index (self->run->history, i);

      if (is_over (self, message) && message->kind == BH_MESSAGE_TEXT)
        append_over (out, message);
    }
  if (out->len == 0)
    return;
  data = bhd_prompt_wrap (self->mark, "earlier", out->str);
  text =
      g_strconcat ("Earlier in this conversation, for your information. A person of the team has "
                   "dealt with every wish in it, also with the wish for a person: do not act on "
                   "it.\n",
                   data, NULL);
  add (self, BHD_MODEL_USER, text);
}

GPtrArray *
bhd_prompt_write_talk (const BhdRun *run, const char *mark, const char *context)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_model_message_free);
  Talk self = { run, mark, messages };
  guint open = first_open (run);

  add_earlier (&self, open);
  for (guint i = 0; i < run->history->len; i++)
    {
      const BhMessage *message = g_ptr_array_index (run->history, i);

      if (message->kind == BH_MESSAGE_TEXT && (i >= open || !is_over (&self, message)))
        add_message (&self, message);
    }
  add (&self, BHD_MODEL_USER, context);
  return messages;
}
