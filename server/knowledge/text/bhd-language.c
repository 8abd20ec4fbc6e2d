/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <libstemmer.h>

#include "server/knowledge/text/bhd-language.h"
#include "server/knowledge/text/bhd-tokens.h"

#define GUESS_WORDS 120 /* of a text are enough to know its language */
#define GUESS_LEAD 3    /* frequent words more than the expected language has */

typedef struct
{
  const char *code;
  const char *algorithm; /* of Snowball */
  const char *stop;      /* folded, apostrophes gone, as bhd-tokens.c makes words */
} Language;

static const Language languages[BHD_LANGUAGES] = {
  { "", NULL, "" },
  { "en", "english",
    "a able about actually after all also am an and any anybody anyone anything are arent as "
    "ask at be because been before being but by can cannot cant come could couldnt d did "
    "didnt do does doesnt doing dont down everything for from further get go going got had "
    "has hasnt have havent having he hello her here hers hey hi him his how i id if ill im in "
    "into is isnt it its ive just know let like ll lot m many maybe me more most much must my "
    "need no nor not nothing of off ok okay on once one only or other our out over own please "
    "possible put re really s same say shall she should so some something such t tell than "
    "thank thanks that thats the their them then there these they thing things think this "
    "those through to too under until up ur us use ve very want was wasnt way we were werent "
    "what whats when where wheres which while who whom whos why will with without wont would "
    "wouldnt you your yours" },
  { "de", "german",
    "aber als also am an auch auf aus bei beim bin bis bitte brauche da damit dann das dass "
    "dein deine dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch "
    "dort du durch ein eine einem einen einer eines er es etwas euch euer eure fur geht gibt "
    "hab habe haben hallo hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer "
    "im in ist ja jede jeder jedes kann kannst kein keine keinen konnen konnte machen mal man "
    "mein meine meinem meinen meiner mich mir mit mochte moglich muss mussen nach nein nicht "
    "noch nun nur ob oder ohne schon sehr sein seine sich sie sind so soll sollte uber um und "
    "uns unser unsere unter viel viele vom von vor wann war waren warum was weil welche "
    "welchen welcher welches wenn wer werde werden wie wieder will wir wird wo wurde zu zum "
    "zur" },
  { "fr", "french",
    "ai as au aux avec avez avoir c ce ces cette comment d dans de des du elle en est et etes etre "
    "eu faire faut il ils j je l la le les leur lui m ma mais me mes moi mon n ne nos notre nous "
    "on ont ou par pas peut peux plus pour pourquoi puis qu quand que quel quelle quels qui s sa "
    "sans se ses si sommes son sont suis sur t ta te tes toi ton tu un une vos votre vous y" },
  { "es", "spanish",
    "a al como con cual cuando cuanto de del desde donde e el ella ellos en es esa ese eso esta "
    "este esto estoy fue ha hay he la las le les lo los mas me mi mis muy no nos o para pero por "
    "porque puede puedo que quien se ser si sin sobre son su sus tambien te tengo tiene tu un una "
    "unos y ya yo" },
  { "it", "italian",
    "a ad al alla alle anche c che chi ci come con cosa cui da dal dalla dei del della delle di "
    "dove e ed essere gli ha hai hanno ho i il in io l la le lo loro ma mi mia mio ne nei nel nella "
    "no noi non o per perche piu posso puo qual quale quando quanto questa questo se si sono su sul "
    "sulla ti tra tu un una uno vi voi" },
  { "nl", "dutch",
    "aan al als bij dan dat de deze die dit door een en er geen had heb hebben heeft het hier hij "
    "hoe ik in is je kan kunnen maar me meer met mij mijn moet na naar niet nog nu of om onder ons "
    "onze ook op over te tot uit van veel voor waar wanneer waarom was wat we wel welke wie wij "
    "wil worden wordt ze zich zijn zo zonder" },
  { "pt", "portuguese",
    "a ao aos as com como da das de do dos e ela ele eles em entre era essa esse esta este eu foi "
    "ha isso isto ja lhe mais mas me meu minha muito na nao nas no nos nossa nosso o onde os ou "
    "para pela pelo por porque posso qual quando que quem se sem ser seu sua sao tambem te tem "
    "tenho um uma voce" },
};

/* All stop words, made once: word → the languages it is one of, a bit each. */
static GHashTable *
stop_words (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      GHashTable *all = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < BHD_LANGUAGES; i++)
        {
          g_auto (GStrv) words = g_strsplit (languages[i].stop, " ", -1);

          for (guint j = 0; words[j] != NULL; j++)
            {
              guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (all, words[j])) | 1u << i;

              g_hash_table_insert (all, (gpointer) g_intern_string (words[j]),
                                   GUINT_TO_POINTER (bits));
            }
        }
      g_once_init_leave (&once, (gsize) all);
    }
  return (GHashTable *) once;
}

static guint
languages_of (const char *word)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (stop_words (), word));
}

static void
stemmers_free (gpointer data)
{
  struct sb_stemmer **stemmers = data;

  for (guint i = 0; i < BHD_LANGUAGES; i++)
    g_clear_pointer (&stemmers[i], sb_stemmer_delete);
  g_free (stemmers);
}

/* A stemmer keeps its last word, so each thread has its own. */
static struct sb_stemmer *
stemmer_for (guint language)
{
  static GPrivate private = G_PRIVATE_INIT (stemmers_free);
  struct sb_stemmer **stemmers = g_private_get (&private);

  if (stemmers == NULL)
    {
      stemmers = g_new0 (struct sb_stemmer *, BHD_LANGUAGES);
      g_private_set (&private, stemmers);
    }
  if (stemmers[language] == NULL && languages[language].algorithm != NULL)
    stemmers[language] = sb_stemmer_new (languages[language].algorithm, NULL);
  return stemmers[language];
}

gboolean
bhd_language_is_stop (guint language, const char *word)
{
  return languages_of (word) >> language & 1;
}

const char *
bhd_language_stem (guint language, const char *word, gsize length)
{
  struct sb_stemmer *stemmer = stemmer_for (language);
  const sb_symbol *stem = NULL;

  if (stemmer != NULL)
    stem = sb_stemmer_stem (stemmer, (const sb_symbol *) word, (int) length);
  return stem != NULL ? (const char *) stem : word;
}

const char *
bhd_language_code (guint language)
{
  return languages[language].code;
}

guint
bhd_language_guess (const char *text, guint fallback)
{
  guint votes[BHD_LANGUAGES] = { 0 };
  guint best = BHD_LANGUAGE_UNKNOWN;
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, text);
  for (guint n = 0; n < GUESS_WORDS && bhd_tokens_next (&tokens, &token); n++)
    {
      guint bits = languages_of (token.text);

      for (guint i = 1; bits >> i != 0; i++)
        votes[i] += bits >> i & 1;
    }
  for (guint i = 1; i < BHD_LANGUAGES; i++)
    if (votes[i] > votes[best])
      best = i;
  if (fallback != BHD_LANGUAGE_UNKNOWN && votes[best] < votes[fallback] + GUESS_LEAD)
    return fallback;
  return best;
}
