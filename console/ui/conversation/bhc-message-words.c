/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "common/media/bh-attachment.h"
#include "console/ui/bhc-time.h"

#include "console/ui/conversation/bhc-message-words.h"

/* The system's notices by their stable code; the person it speaks of fills the %s. */
static const struct
{
  const char *code;
  const char *words;
  const char *nameless; /* (nullable): as it was stored */
} notices[] = {
  { "handoff_requested", N_ ("A person was asked for"), N_ ("A person was asked for") },
  { "operator_joined", N_ ("%s joined the conversation") },
  { "operator_left", N_ ("%s left the conversation") },
  { "transferred", N_ ("The conversation was handed to %s") },
  { "resolved", N_ ("%s resolved the conversation"), N_ ("The conversation was resolved") },
  { "reopened", N_ ("%s reopened the conversation"), N_ ("The conversation was reopened") },
  { "returned_to_ai", N_ ("%s gave the conversation back to the assistant"),
    N_ ("The conversation went back to the assistant") },
};

char *
bhc_message_words_notice (const BhMessage *record)
{
  const char *name = record->author_name;

  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      g_auto (GStrv) parts = NULL;

      if (g_strcmp0 (record->notice, notices[i].code) != 0)
        continue;
      if (name == NULL || *name == '\0')
        return g_strdup (notices[i].nameless != NULL ? _ (notices[i].nameless) : record->body);
      parts = g_strsplit (_ (notices[i].words), "%s", 2);
      return g_strjoinv (name, parts);
    }

  return g_strdup (record->body);
}

/* The daemon names files in English: “[attached: bike.jpg]”.  Returns: (transfer full) */
static char *
say_files (const char *words)
{
  static const char mark[] = "[attached: ";
  GString *said = g_string_new (NULL);
  const char *found;

  while ((found = strstr (words, mark)) != NULL)
    {
      const char *name = found + strlen (mark);
      gsize length = strcspn (name, "]");
      g_autofree char *file = g_strndup (name, length);

      g_string_append_len (said, words, found - words);
      g_string_append_printf (said, _ ("(attached: %s)"), file);
      words = name + length + (name[length] != '\0' ? 1 : 0);
    }
  g_string_append (said, words);
  return g_string_free (said, FALSE);
}

/* Who says a line of a summary that was written without a model, as the daemon names them. */
static const char *const speakers[] = { N_ ("Visitor"), N_ ("Assistant"), N_ ("Team"),
                                        N_ ("System") };

static char *
say_line (const char *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS (speakers); i++)
    {
      const char *said = line + strlen (speakers[i]);

      if (g_str_has_prefix (line, speakers[i]) && g_str_has_prefix (said, ": "))
        {
          g_autofree char *words = say_files (said + 2);

          return g_strdup_printf (C_ ("preview", "%s: %s"), _ (speakers[i]), words);
        }
    }
  return g_strdup (line);
}

char *
bhc_message_words_summary (const char *summary)
{
  static const char nothing[] = "The visitor asked for a person and nothing else.";
  g_auto (GStrv) lines = g_strsplit (summary != NULL ? summary : "", "\n", -1);

  if (summary == NULL)
    return NULL;
  if (g_str_equal (summary, nothing))
    return g_strdup (_ ("The visitor asked for a person and nothing else."));
  for (char **line = lines; *line != NULL; line++)
    {
      char *said = say_line (*line);

      g_free (*line);
      *line = said;
    }
  return g_strjoinv ("\n", lines);
}

const char *
bhc_message_words_author (const BhMessage *record)
{
  if (record->author_name != NULL && *record->author_name != '\0')
    return record->author_name;

  switch (record->author)
    {
    case BH_AUTHOR_AI:
      return _ ("Assistant");
    case BH_AUTHOR_OPERATOR:
      return _ ("A colleague");
    case BH_AUTHOR_SYSTEM:
      return _ ("System");
    case BH_AUTHOR_VISITOR:
    default:
      return _ ("Visitor");
    }
}

static const char *
delivery_words (BhcMessage *message)
{
  switch (bhc_message_get_delivery (message))
    {
    case BHC_DELIVERY_WAITING:
      return _ ("waiting to be sent");
    case BHC_DELIVERY_HELD:
      return _ ("being sent");
    case BHC_DELIVERY_REFUSED:
      return _ ("not sent");
    case BHC_DELIVERY_STALE:
      return _ ("not sent, a colleague answered meanwhile");
    case BHC_DELIVERY_LOST:
      return _ ("lost by the server");
    case BHC_DELIVERY_STREAMING:
      return _ ("being written");
    case BHC_DELIVERY_SEEN:
      return _ ("seen");
    case BHC_DELIVERY_STORED:
    default:
      return NULL;
    }
}

static const char *
asked_format (const char *state)
{
  static const struct
  {
    const char *state;
    const char *format;
  } formats[] = {
    { "done", N_ ("The visitor said yes: %s") },
    { "failed", N_ ("The visitor said yes, and it failed: %s") },
    { "cancelled", N_ ("The visitor said no: %s") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (formats[i].state, state) == 0)
      return _ (formats[i].format);
  return _ ("Waits for the visitor’s yes: %s");
}

char *
bhc_message_words_offer (BhcMessage *message)
{
  g_auto (GStrv) choices = NULL;
  g_autofree char *asked = NULL, *state = NULL, *titles = NULL;

  g_object_get (message, "choices", &choices, "asked", &asked, "asked-state", &state, NULL);
  if (asked != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (asked_format (state), "%s", 2);

      return g_strjoinv (asked, parts);
    }
  if (choices == NULL || choices[0] == NULL)
    return g_strdup ("");

  titles = g_strjoinv (" · ", choices);
  return g_strdup_printf (_ ("Offered: %s"), titles);
}

/* Where people are seen standing left and right, they are heard: a name alone is a colleague. */
static char *
make_speaker (const BhMessage *record)
{
  const char *author = bhc_message_words_author (record);

  if (record->author_name == NULL || *record->author_name == '\0')
    return g_strdup (author);
  if (record->author == BH_AUTHOR_VISITOR)
    return g_strdup_printf (C_ ("speaker", "%s, visitor"), author);
  if (record->author == BH_AUTHOR_AI)
    return g_strdup_printf (C_ ("speaker", "%s, assistant"), author);

  return g_strdup (author);
}

char *
bhc_message_words_row (BhcMessage *message)
{
  const BhMessage *record = bhc_message_get_record (message);
  g_autofree char *time = bhc_time_clock (record->created_us);
  g_autofree char *notice = NULL;
  g_autofree char *words = bh_message_to_words (record);
  g_autofree char *body = say_files (words);
  g_autofree char *author = make_speaker (record);
  const char *delivery = delivery_words (message);

  if (record->kind == BH_MESSAGE_NOTICE)
    {
      notice = bhc_message_words_notice (record);
      return g_strdup_printf ("%s, %s", notice, time);
    }

  /* Translators: author, time, text; then the same for what only the team sees. */
  if (record->kind == BH_MESSAGE_NOTE)
    return g_strdup_printf (_ ("Private note by %s, %s: %s"), author, time, body);
  if (delivery != NULL)
    return g_strdup_printf (_ ("%s, %s, %s: %s"), author, time, delivery, body);

  return g_strdup_printf (_ ("%s, %s: %s"), author, time, body);
}

char *
bhc_message_words_byline (const BhMessage *record)
{
  const char *name = bhc_message_words_author (record);

  if (record->kind == BH_MESSAGE_NOTE)
    return g_strdup_printf (_ ("%s · only your team sees this"), name);
  if (record->author == BH_AUTHOR_AI)
    return g_strdup_printf (C_ ("author", "%s · assistant"), name);

  return g_strdup (name);
}
