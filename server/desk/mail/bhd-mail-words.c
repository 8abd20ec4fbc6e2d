/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/mail/bhd-mail-words-private.h"

#include "common/bh-json-reader.h"

#include <string.h>

#define METADATA_MAX (16 * 1024)

/* English ones are the messages' own texts. */
static const char *const german_notices[] = {
  "handoff_requested",
  "Ein Mensch wurde um Hilfe gebeten für ",
  "",
  "operator_joined",
  "",
  " ist im Gespräch",
  "operator_left",
  "",
  " hat das Gespräch verlassen",
  "resolved",
  "",
  " hat das Gespräch beendet",
  "reopened",
  "",
  " hat das Gespräch wieder geöffnet",
  "returned_to_ai",
  "",
  " hat an den Assistenten übergeben",
  NULL,
};

/* The first stands in for languages we do not speak. */
static const BhdMailWords languages[] = {
  { "en", "Your conversation with ", "Conversation with ", "Started: ", "All times: ", " (AI)",
    "File: ", "… the rest was too long for this transcript" },
  { "de", "Ihr Gespräch mit ", "Gespräch mit ", "Begonnen: ", "Alle Zeiten: ", " (KI)",
    "Datei: ", "… der Rest war zu lang für diese Abschrift", german_notices },
};

char *
bhd_mail_words_member (const char *metadata, const char *name)
{
  g_autoptr (JsonNode) root =
      metadata != NULL ? bh_json_parse_object (metadata, strlen (metadata), METADATA_MAX, NULL)
                       : NULL;

  return root != NULL ? g_strdup (bh_json_get_string (json_node_get_object (root), name, NULL))
                      : NULL;
}

const BhdMailWords *
bhd_mail_words_for (const char *metadata)
{
  g_autofree char *language = bhd_mail_words_member (metadata, "language");

  for (guint i = 0; language != NULL && i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strncasecmp (language, languages[i].language, 2) == 0 &&
        !g_ascii_isalpha (language[2]))
      return &languages[i];
  return &languages[0];
}

char *
bhd_mail_words_notice (const BhdMailWords *self, const char *code, const char *name)
{
  for (const char *const *word = self->notices; word != NULL && *word != NULL; word += 3)
    if (g_strcmp0 (*word, code) == 0)
      return g_strconcat (word[1], name, word[2], NULL);
  return NULL;
}
