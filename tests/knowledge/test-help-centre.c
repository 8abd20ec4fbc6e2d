/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/knowledge/knowledge-fixture.h"

#include <string.h>

/* The demonstration's help centre, asked as visitors ask. */
typedef struct
{
  const char *question;
  const char *article; /* “-”: nothing is known of it */
} Case;

static const Case cases[] = {
  { "how long does shipping take?", "delivery" },
  { "Where is my order?", "tracking" },
  { "How do I return a helmet that does not fit?", "returns" },
  { "when will i get my money back", "refunds" },
  { "Can I pay by invoice?", "payment" },
  { "do you accept paypal or only credit cards", "payment" },
  { "i forgot my password", "account" },
  { "how can i delete my account", "account" },
  { "Is my gift card still valid?", "gift-cards" },
  { "what are your opening hours on saturday", "contact" },
  { "what does it cost to rent an e-bike for a day", "rental" },
  { "Which frame size do I need if my inside leg is 82 cm?", "sizes" },
  { "How far can I ride with one battery charge?", "ebikes" },
  { "my parcel is damaged", "tracking" },
  { "How much is a full service at your workshop?", "repairs" },
  { "the frame is cracked, is that covered by warranty?", "warranty" },
  { "Can I still change the colour of my order?", "ordering" },
  { "how do I cancel my order", "ordering" },
  { "Can I get a copy of my invoice?", "invoices" },
  { "do you ship to switzerland", "delivery" },
  { "How do I unsubscribe from the newsletter?", "privacy" },
  { "which data do you store about me", "privacy" },
  { "I lost the key of my battery", "ebikes" },
  { "my discount code does not work", "gift-cards" },
  { "can I pay in monthly instalments", "payment" },
  { "what size of bike for a child of 118 cm?", "sizes" },
  { "my credit card was declined", "payment" },
  { "how to store an ebike battery in winter", "ebikes" },
  { "do you repair flat tyres without an appointment?", "repairs" },
  { "the rental bike was stolen, what now?", "rental" },

  { "what is the weather in Oslo tomorrow?", "-" },
  { "who won the world cup in 1998", "-" },
  { "write me a poem about autumn", "-" },
  { "how do I bake sourdough bread", "-" },
  { "what is the capital of Australia", "-" },
  { "can you recommend a good dentist", "-" },
  { "how do vaccines work", "-" },
  { "convert 5 miles to metres", "-" },
  { "is there a flight to Lisbon on friday", "-" },
};

static BhdIndex *
help_centre (void)
{
  static BhdIndex *index;

  if (index == NULL)
    {
      index = bhd_index_new ();
      g_assert_cmpuint (knowledge_put_help_centre (index, g_getenv ("HELP_CENTRE")), ==, 16);
    }
  return index;
}

static void
test_question (gconstpointer data)
{
  const Case *each = data;
  g_autofree char *article = knowledge_answerer (help_centre (), each->question);

  g_assert_cmpstr (article, ==, each->article);
}

/* The right article is not enough. */
static void
test_right_passage_is_quoted (void)
{
  static const struct
  {
    const char *question, *said;
  } quotes[] = {
    { "How long does a bike take to arrive?", "five to eight working days" },
    { "how is a bike delivered", "freight company" },
    { "what does shipping cost within germany", "4.90 euros" },
    { "nobody was at home when the parcel came", "neighbour" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autoptr (GPtrArray) hits = knowledge_search (help_centre (), quotes[i].question, 1);
      const BhdHit *best = g_ptr_array_index (hits, 0);

      g_test_message ("%s: %s", quotes[i].question, best->passage->body);
      g_assert_nonnull (strstr (best->passage->body, quotes[i].said));
    }
}

/* However much else speaks for another article: somebody has said whose question it is. */
static void
test_told_question_is_sure (void)
{
  static const char *const phrasings[] = { "What does the lock weigh?", NULL };
  BhdIndex *index = bhd_index_new ();
  g_autoptr (GPtrArray) hits = NULL;
  const BhdHit *best;

  knowledge_put_help_centre (index, g_getenv ("HELP_CENTRE"));
  bhd_index_put_phrasings (index, "o", "rental", phrasings);
  hits = knowledge_search (index, "what does the lock weigh", 1);
  g_assert_cmpuint (hits->len, ==, 1);
  best = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (best->passage->document_id, ==, "rental");
  g_assert_cmpfloat (best->score, >, 0.9);
  bhd_index_free (index);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/knowledge/help-centre/", cases[i].question, NULL);

      g_strdelimit (path + sizeof "/knowledge/help-centre/" - 1, "/", ' ');
      g_test_add_data_func (path, &cases[i], test_question);
    }
  g_test_add_func ("/knowledge/help-centre/right-passage-is-quoted", test_right_passage_is_quoted);
  g_test_add_func ("/knowledge/help-centre/told-question-is-sure", test_told_question_is_sure);
  status = g_test_run ();
  bhd_index_free (help_centre ());
  return status;
}
