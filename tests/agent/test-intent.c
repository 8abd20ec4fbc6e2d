/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/embedded/bhd-intent.h"

#define G BHD_INTENT_GREETING
#define T BHD_INTENT_THANKS
#define B BHD_INTENT_BYE
#define Y BHD_INTENT_YES
#define C BHD_INTENT_CONSENT
#define N BHD_INTENT_NO
#define P BHD_INTENT_PERSON
#define I BHD_INTENT_IDENTITY
#define U BHD_INTENT_UNHAPPY

typedef struct
{
  const char *text;
  guint wants;   /* all of these */
  guint refuses; /* none of these */
  gboolean asks;
} Case;

static const Case cases[] = {
  { "hi", G, P, FALSE },
  { "Hello there", G, P, FALSE },
  { "Guten Tag", G, P, FALSE },
  { "hey, how are you?", G, P, FALSE },
  { "can you help me?", G, P, FALSE },
  { "I have a question", G, P, FALSE },
  { "Hi, how do I return a bike?", G, P, TRUE },
  { "hallo, wie lange dauert die Lieferung", G, P, TRUE },

  { "thanks", T, B, FALSE },
  { "Thank you so much!", T, B, FALSE },
  { "ok thank you", T, B, FALSE },
  { "vielen Dank", T, B, FALSE },
  { "thanks, but how long does it take", T, B, TRUE },
  { "great, that helped", T, B | U, FALSE },

  { "bye", B, P, FALSE },
  { "That's all, bye", B, P, FALSE },
  { "no, that's all, thank you", B | T, P, FALSE },
  { "nothing else, thanks", B, P, FALSE },
  { "have a nice day", B, P, FALSE },
  { "Danke, das wars", B | T, P, FALSE },
  { "auf Wiedersehen", B, P, FALSE },
  { "tschüss", B, P, FALSE },

  { "yes", Y, N, FALSE },
  { "Yes please", Y, N, FALSE },
  { "yeah sure", Y, N, FALSE },
  { "ja, bitte", Y, N, FALSE },
  { "gerne", Y, N, FALSE },
  { "please do", Y, N, FALSE },
  { "that would be great", Y, N, FALSE },
  { "ok", C, N | Y, FALSE },
  { "please", C, N, FALSE },
  { "no", N, Y, FALSE },
  { "No thanks", N, Y, FALSE },
  { "nein danke", N, Y, FALSE },
  { "not now", N, Y, FALSE },

  { "I want to talk to a person", P, N, FALSE },
  { "I want to talk to a person about my refund", P, 0, TRUE },
  { "can I speak with someone?", P, 0, FALSE },
  { "let me talk to a real human being please", P, 0, FALSE },
  { "human", P, 0, FALSE },
  { "Agent please", P, 0, FALSE },
  { "live agent", P, 0, FALSE },
  { "connect me to an agent", P, 0, FALSE },
  { "transfer me to customer service", P, 0, 2 },
  { "please put me through to a colleague", P, 0, FALSE },
  { "get me a human now", P, 0, FALSE },
  { "I need a person", P, 0, FALSE },
  { "I'd like to speak to one of your agents", P, 0, FALSE },
  { "is there a real person here?", P, 0, FALSE },
  { "is there someone I can talk to", P, 0, FALSE },
  { "I don't want to talk to a bot", P, 0, FALSE },
  { "no more bots", P, 0, FALSE },
  { "no, I want a human", P, 0, FALSE },
  { "please call me back", P, 0, FALSE },
  { "can someone help me", P, 0, FALSE },
  { "I want to speak to a manager!", P, 0, FALSE },
  { "Ich möchte mit einem Menschen sprechen", P, 0, FALSE },
  { "kann ich bitte mit einem Mitarbeiter reden?", P, 0, FALSE },
  { "Verbinden Sie mich bitte mit einem Berater", P, 0, FALSE },
  { "ich will mit jemandem sprechen", P, 0, FALSE },
  { "Mitarbeiter bitte", P, 0, FALSE },
  { "ich brauche einen Menschen", P, 0, FALSE },
  { "ich will nicht mit einem Bot reden", P, 0, FALSE },

  { "I don't want to talk to a person", 0, P, 2 },
  { "I do not need a human", 0, P, 2 },
  { "please don't connect me to an agent", 0, P, 2 },
  { "I never want to speak to an agent again", 0, P, 2 },
  { "no human please", 0, P, 2 },
  { "Ich möchte nicht mit einem Menschen sprechen", 0, P, 2 },
  { "ich brauche keinen Mitarbeiter", 0, P, 2 },
  { "How many persons does the cargo bike carry?", 0, P, TRUE },
  { "can another person pick up my order?", 0, P, TRUE },
  { "what does it cost per person", 0, P, TRUE },
  { "Is the tandem suitable for a heavy person?", 0, P, TRUE },
  { "do you sell bikes for people over two metres", 0, P, TRUE },
  { "I need someone to fix my bike", 0, P, TRUE },
  { "does the support team speak German?", 0, P, TRUE },
  { "which cleaning agent is safe for the chain", 0, P, TRUE },
  { "can one person assemble the bike", 0, P, TRUE },
  { "what is the human rights policy", 0, P, TRUE },
  { "Kann eine andere Person mein Paket abholen?", 0, P, TRUE },
  { "Für wie viele Personen ist das Lastenrad?", 0, P, TRUE },
  { "do you give a staff discount", 0, P, TRUE },

  { "are you a bot?", I, P, FALSE },
  { "are you human", I, P, FALSE },
  { "am I talking to a real person?", I, P, FALSE },
  { "Bist du ein Roboter?", I, P, FALSE },

  { "that didn't help", U, T, FALSE },
  { "this is not what I asked", U, T, FALSE },
  { "Das hilft mir nicht", U, T, FALSE },
  { "how much does shipping cost?", 0, P | G | B | U, TRUE },
  { "opening hours", 0, P | G | B, TRUE },
  { "where are you?", 0, P, TRUE },
  { "配送需要多长时间？", 0, P, TRUE },
  { "Je voudrais parler à un conseiller", P, 0, 2 },
  { "Puis-je parler avec quelqu’un ?", P, 0, 2 },
  { "Quiero hablar con una persona", P, 0, 2 },
  { "¿Puedo hablar con un agente, por favor?", P, 0, 2 },
  { "أريد التحدث مع موظف", P, 0, 2 },
  { "担当者につないでください", P, 0, 2 },
  { "人と話したいです", P, 0, 2 },
  { "Combien de personnes peut porter le vélo ?", 0, P, TRUE },
  { "¿Cuántas personas caben?", 0, P, TRUE },
  { "Oui", Y, N | P, FALSE },
  { "sí", Y, N | P, FALSE },
  { "نعم", Y, N | P, FALSE },
  { "はい", Y, N | P, FALSE },
  { "はい、お願いします", Y, N | P, 2 },
  { "Non merci", N, Y | P, FALSE },
  { "no, gracias", N, Y | P, FALSE },
  { "لا شكرا", N, Y | P, FALSE },
  { "いいえ", N, Y | P, FALSE },
  { "مرحبا", G, P, FALSE },
  { "こんにちは", G, P, FALSE },
  { "شكرا", T, P, FALSE },
  { "ありがとう", T, P, 2 },

  { "", 0, P, FALSE },
  { "!!!", 0, P, FALSE },
};

static void
test_case (gconstpointer data)
{
  const Case *each = data;
  gboolean asks = FALSE;
  guint intents = bhd_intent_read (each->text, &asks);

  g_test_message ("“%s”", each->text);
  g_assert_cmphex (intents & each->wants, ==, each->wants);
  g_assert_cmphex (intents & each->refuses, ==, 0);
  if (each->asks != 2) /* where it does not matter */
    g_assert_cmpint (asks, ==, each->asks);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/agent/intent/%03u", i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
