/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-replies.h"

#include "server/knowledge/text/bhd-language.h"

#define OFFER_EN "Shall I get a person from the team?"
#define OFFER_DE "Soll ich einen Menschen aus dem Team dazuholen?"

typedef struct
{
  const char *code; /* as of bhd_language_code() */
  const char *offer;
  const char *texts[BHD_REPLIES];
} Voice;

static const Voice voices[] = {
  { "en",
    OFFER_EN,
    {
        [BHD_REPLY_GREETING] = "Hello! What can I help you with?",
        [BHD_REPLY_WELCOME] = "You are welcome! Is there anything else I can help with?",
        [BHD_REPLY_BYE] = "Thank you for getting in touch. Goodbye!",
        [BHD_REPLY_DECLINED] = "All right. If there is anything else, just ask.",
        [BHD_REPLY_UNCLEAR] = "What would you like to know? A few words are enough.",
        [BHD_REPLY_IDENTITY] = "I am %s, an automatic assistant: I answer from our help "
                               "articles. " OFFER_EN,
        [BHD_REPLY_UNKNOWN] = "I am sorry, I could not find an answer to that in our help "
                              "articles. " OFFER_EN,
        [BHD_REPLY_PARTLY] = "I could not find an answer to “%s”. " OFFER_EN,
        [BHD_REPLY_SORRY] = "I am sorry that this did not help. " OFFER_EN,
        [BHD_REPLY_BROKEN] = "I am sorry, something went wrong on our side and I cannot answer "
                             "just now. " OFFER_EN,
    } },
  { "de",
    OFFER_DE,
    {
        [BHD_REPLY_GREETING] = "Hallo! Womit kann ich helfen?",
        [BHD_REPLY_WELCOME] = "Gern geschehen! Kann ich sonst noch helfen?",
        [BHD_REPLY_BYE] = "Danke für Ihre Nachricht. Auf Wiedersehen!",
        [BHD_REPLY_DECLINED] = "In Ordnung. Wenn noch etwas ist, fragen Sie einfach.",
        [BHD_REPLY_UNCLEAR] = "Was möchten Sie wissen? Ein paar Worte genügen.",
        [BHD_REPLY_IDENTITY] = "Ich bin %s, ein automatischer Assistent, und antworte aus unseren "
                               "Hilfeartikeln. " OFFER_DE,
        [BHD_REPLY_UNKNOWN] = "Es tut mir leid, dazu habe ich in unseren Hilfeartikeln keine "
                              "Antwort gefunden. " OFFER_DE,
        [BHD_REPLY_PARTLY] = "Zu „%s“ habe ich keine Antwort gefunden. " OFFER_DE,
        [BHD_REPLY_SORRY] = "Es tut mir leid, dass das nicht geholfen hat. " OFFER_DE,
        [BHD_REPLY_BROKEN] = "Es tut mir leid, bei uns ist etwas schiefgegangen und ich kann "
                             "gerade nicht antworten. " OFFER_DE,
    } },
};

const char *
bhd_reply (BhdReply reply, guint language)
{
  const char *code = bhd_language_code (language);

  for (guint i = 0; i < G_N_ELEMENTS (voices); i++)
    if (g_str_equal (voices[i].code, code))
      return voices[i].texts[reply];
  return voices[0].texts[reply];
}

gboolean
bhd_reply_is_offer (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (voices); i++)
    if (g_str_has_suffix (text, voices[i].offer))
      return TRUE;
  return FALSE;
}
