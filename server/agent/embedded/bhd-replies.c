/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/embedded/bhd-replies.h"

#include "server/agent/embedded/bhd-voices.h"
#include "server/knowledge/text/bhd-language.h"

/* Letters that only one of our languages is written with. */
static const char *
language_of_letter (gunichar letter)
{
  switch ((int) g_unichar_get_script (letter))
    {
    case G_UNICODE_SCRIPT_ARABIC:
      return "ar";
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return "ja";
    default:
      return NULL;
    }
}

/* Of a text in two scripts (a product's name in Latin letters) the rarer one tells. */
static const char *
language_of_script (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *code = language_of_letter (g_utf8_get_char (at));

      if (code != NULL)
        return code;
    }
  return NULL;
}

const char *
bhd_reply_language (const char *text)
{
  const char *code = language_of_script (text);

  return code != NULL ? code : bhd_language_code (bhd_language_guess (text, BHD_LANGUAGE_UNKNOWN));
}

static const BhdVoice *
find_voice (const char *language)
{
  for (const BhdVoice *voice = bhd_voices; voice->code != NULL; voice++)
    if (g_str_equal (voice->code, language))
      return voice;
  return bhd_voices;
}

const char *
bhd_reply (BhdReply reply, const char *language)
{
  return find_voice (language)->texts[reply];
}

char *
bhd_reply_fill (BhdReply reply, const char *language, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (bhd_reply (reply, language), "%s", 2);

  return g_strjoinv (word, parts);
}

gboolean
bhd_reply_is_offer (const char *text)
{
  for (const BhdVoice *voice = bhd_voices; voice->code != NULL; voice++)
    if (g_str_has_suffix (text, voice->offer))
      return TRUE;
  return FALSE;
}
