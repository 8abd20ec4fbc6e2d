/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/guard/bhd-guard-topic.h"

#include "server/agent/embedded/bhd-intent.h"
#include "server/agent/guard/bhd-guard-pattern.h"

#define QUESTION_MIN 2 /* words */
#define REQUEST_MIN 3
#define SPEECH_MIN 8
#define ANSWER_MIN 12

/* “Tell me about elections” is a question without its mark. */
static const char requests[] =
    "^\\W*(?:(?:please|bitte|hi|hello|hallo|hey|ok|so|and|und|could you|can you|du|sie)\\W+){0,3}"
    "(?:tell|explain|write|give|show|describe|list|translate|summari[sz]e|help|find|make|create"
    "|compare|recommend|suggest|compose|solve|calculate|i (?:want|need|would like|d like)"
    "|sag\\w*|erklär\\w*|schreib\\w*|gib|zeig\\w*|beschreib\\w*|übersetz\\w*|hilf|helfen|find\\w*"
    "|mach\\w*|nenn\\w*|erzähl\\w*|empfiehl|vergleich\\w*|ich (?:will|möchte|brauche|hätte)"
    "|dis|explique\\w*|écris|donne\\w*|montre\\w*|je (?:veux|voudrais)|dime|explica\\w*|escribe"
    "|quiero|necesito|dimmi|spiega\\w*|scrivi|vorrei|diga|explique|escreva|quero|vertel|schrijf"
    "|geef|ik wil)\\b";

static gpointer
compile_requests (gpointer unused)
{
  BhdGuardPattern *pattern = bhd_guard_pattern_new (requests, NULL);

  g_assert (pattern != NULL);
  return pattern;
}

static gboolean
is_request (const char *plain)
{
  static GOnce once = G_ONCE_INIT;
  gsize start, end;

  return bhd_guard_pattern_find (g_once (&once, compile_requests, NULL), plain, 0, &start, &end) ==
         BHD_FOUND;
}

/* Letters of a script without blanks count as half a word each. */
static guint
count_words (const char *plain)
{
  guint words = 0, letters = 0;
  gboolean inside = FALSE;

  for (const char *c = plain; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      gboolean part = g_unichar_isalnum (letter);

      letters += g_unichar_iswide (letter) && part;
      words += part && !inside && !g_unichar_iswide (letter);
      inside = part;
    }
  return words + letters / 2;
}

gboolean
bhd_guard_topic_has_one (const char *plain, gboolean is_answer)
{
  guint words = count_words (plain);
  gboolean asks = FALSE;

  if (is_answer)
    return words >= ANSWER_MIN;

  bhd_intent_read (plain, &asks);
  if (!asks)
    return FALSE;
  return (words >= QUESTION_MIN && bhd_intent_is_question (plain)) ||
         (words >= REQUEST_MIN && is_request (plain)) || words >= SPEECH_MIN;
}
