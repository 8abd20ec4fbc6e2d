/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/knowledge/knowledge-fixture.h"

/* What the index learns beside searching: phrasings by a classifier, how sure to be by practice. */

typedef struct
{
  const char *title;
  const char *body;
  const char *phrasings[5];
} Article;

static const Article articles[] = {
  { "Lost card",
    "Freeze the card in the app, then order another one.",
    { "my card has gone missing", "I cannot find my card anywhere", "somebody stole my card",
      "where is my card, it disappeared" } },
  { "Card arrival",
    "A new card takes five working days by mail.",
    { "my new card is not here yet", "when will my card come", "how long does a card take to come",
      "track my card" } },
  { "Exchange rate",
    "We use the rate of the market at that moment.",
    { "what rate do I get for dollars", "how do you convert euros", "is the conversion rate fair",
      "which rate is used abroad" } },
  { "Cash withdrawal",
    "You may draw 400 a day without a fee.",
    { "can I get money from a machine", "is there a fee at cash machines",
      "how much cash can I draw", "the machine kept my money" } },
};

static void
put_phrasings (BhdIndex *index, const Article *article)
{
  bhd_index_put_phrasings (index, "o", article->title, article->phrasings);
}

static BhdIndex *
learnt_index (gboolean backwards)
{
  BhdIndex *index = bhd_index_new ();

  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      const Article *article = &articles[backwards ? G_N_ELEMENTS (articles) - 1 - i : i];

      knowledge_put (index, article->title, article->body);
      put_phrasings (index, article);
    }
  bhd_index_settle (index);
  return index;
}

static double
ask (BhdIndex *index, const char *question, const char *expected)
{
  g_autoptr (GPtrArray) hits = knowledge_search (index, question, 5);
  const BhdHit *best;

  g_assert_cmpuint (hits->len, >, 0);
  best = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (best->passage->document_id, ==, expected);
  return best->score;
}

static void
test_other_words_find_what_was_learnt (void)
{
  g_autoptr (BhdIndex) index = learnt_index (FALSE);

  ask (index, "my card was stolen", "Lost card");
  ask (index, "when does the new card come", "Card arrival");
  ask (index, "what do you convert at", "Exchange rate");
}

static void
test_likeness_names_the_phrasing (void)
{
  g_autoptr (BhdIndex) index = learnt_index (FALSE);
  g_autoptr (GPtrArray) hits = knowledge_search (index, "somebody has stolen my card", 1);
  const BhdHit *best = g_ptr_array_index (hits, 0);

  g_assert_cmpstr (best->matched, ==, "somebody stole my card");
  g_assert_cmpfloat (best->phrasing, >, 0.3);
  g_assert_cmpfloat (best->lexical, >=, 0);
  g_assert_cmpfloat (best->lexical, <=, 1);
  g_assert_cmpfloat (best->words, >, 0);
  g_assert_cmpfloat (best->dense, ==, 0);
}

static void
test_what_is_asked_as_phrased_is_sure (void)
{
  g_autoptr (BhdIndex) index = learnt_index (FALSE);

  g_assert_cmpfloat (ask (index, "how much cash can I draw", "Cash withdrawal"), >=,
                     BHD_INDEX_SURE);
}

static void
test_foreign_question_is_not_sure (void)
{
  g_autoptr (BhdIndex) index = learnt_index (FALSE);
  g_autoptr (GPtrArray) hits = knowledge_search (index, "which gods did the greeks believe in", 1);

  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpfloat (((const BhdHit *) g_ptr_array_index (hits, i))->score, <, BHD_INDEX_LIKELY);
}

static void
test_order_of_filling_does_not_matter (void)
{
  g_autoptr (BhdIndex) forwards = learnt_index (FALSE), backwards = learnt_index (TRUE);
  const char *question = "my card was stolen";

  g_assert_cmpfloat_with_epsilon (ask (forwards, question, "Lost card"),
                                  ask (backwards, question, "Lost card"), 0.02);
}

static void
test_learning_again_changes_nothing (void)
{
  g_autoptr (BhdIndex) index = learnt_index (FALSE);
  double before = ask (index, "my card was stolen", "Lost card");

  put_phrasings (index, &articles[0]);
  bhd_index_settle (index);
  g_assert_cmpfloat_with_epsilon (ask (index, "my card was stolen", "Lost card"), before, 1e-6);
}

static void
test_what_was_learnt_goes_with_its_document (void)
{
  g_autoptr (BhdIndex) index = learnt_index (FALSE);
  g_autoptr (GPtrArray) hits = NULL;

  bhd_index_put (index, "o", "Exchange rate", NULL);
  hits = knowledge_search (index, "how do you convert euros", 10);
  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpstr (((const BhdHit *) g_ptr_array_index (hits, i))->passage->document_id, !=,
                     "Exchange rate");
}

static void
test_what_was_learnt_goes_with_its_phrasings (void)
{
  g_autoptr (BhdIndex) index = learnt_index (FALSE);
  const char *question = "how do you convert euros";
  g_autoptr (GPtrArray) hits = NULL;

  g_assert_cmpfloat (ask (index, question, "Exchange rate"), >=, BHD_INDEX_SURE);
  bhd_index_put_phrasings (index, "o", "Exchange rate", NULL);
  hits = knowledge_search (index, question, 10);
  for (guint i = 0; i < hits->len; i++)
    {
      const BhdHit *hit = g_ptr_array_index (hits, i);

      g_assert_cmpstr (hit->matched, !=, question);
      g_assert_cmpfloat (hit->score, <, BHD_INDEX_SURE);
    }
}

static const char *const towns[] = { "Ashford", "Brimley", "Corwick", "Dunmore", "Elsdon",
                                     "Farnley", "Granby",  "Holt",    "Ilkley",  "Jarrow" };
static const char *const buildings[] = { "lighthouse", "watermill", "library",
                                         "cathedral",  "aqueduct",  "railway" };

/* Sixty documents of one paragraph, told apart by a number in the title alone. */
static BhdIndex *
chronicle_index (void)
{
  BhdIndex *index = bhd_index_new ();

  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    for (guint k = 0; k < G_N_ELEMENTS (buildings); k++)
      {
        g_autofree char *title = g_strdup_printf ("%s and its people (p%u%u)", towns[i], i, k);
        g_autofree char *body = g_strdup_printf (
            "The %s of %s was finished in %u after long quarrels about its cost. The people of %s "
            "paid for it with a tax on salt.",
            buildings[k], towns[i], 1600 + 37 * i + 5 * k, towns[i]);

        knowledge_put (index, title, body);
      }
  bhd_index_settle (index);
  return index;
}

static void
test_titles_that_are_all_alike_do_not_silence (void)
{
  g_autoptr (BhdIndex) index = chronicle_index ();
  guint sure = 0;

  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    {
      guint k = i % G_N_ELEMENTS (buildings);
      g_autofree char *expected = g_strdup_printf ("%s and its people (p%u%u)", towns[i], i, k);
      g_autofree char *question =
          g_strdup_printf ("Who had to pay for the %s in %s?", buildings[k], towns[i]);

      sure += ask (index, question, expected) >= BHD_INDEX_SURE;
    }
  g_assert_cmpuint (sure, >=, 8);
}

static void
test_three_articles_keep_their_bands (void)
{
  g_autoptr (BhdIndex) index = bhd_index_new ();
  g_autoptr (GPtrArray) foreign = NULL;

  knowledge_put (index, "Opening hours",
                 "The shop is open from nine to five. On Sundays it stays closed.");
  knowledge_put (index, "Returning a parcel",
                 "Send the parcel back within thirty days and the money is refunded.");
  knowledge_put (index, "Repairing a bike",
                 "Repairs take three working days. Flat tyres are mended while you wait.");
  bhd_index_settle (index);
  g_assert_cmpfloat (ask (index, "is the shop open on Sundays?", "Opening hours"), >=,
                     BHD_INDEX_SURE);
  g_assert_cmpfloat (ask (index, "how do I send a parcel back?", "Returning a parcel"), >=,
                     BHD_INDEX_SURE);
  foreign = knowledge_search (index, "who won the match last night", 1);
  for (guint i = 0; i < foreign->len; i++)
    g_assert_cmpfloat (((const BhdHit *) g_ptr_array_index (foreign, i))->score, <,
                       BHD_INDEX_LIKELY);
}

static void
test_nothing_is_learnt_of_nothing (void)
{
  g_autoptr (BhdIndex) index = bhd_index_new ();
  g_autoptr (GPtrArray) hits = NULL;

  bhd_index_settle (index);
  knowledge_put (index, "Gone", "It is gone.");
  bhd_index_put (index, "o", "Gone", NULL);
  bhd_index_settle (index);
  hits = knowledge_search (index, "gone", 5);
  g_assert_cmpuint (hits->len, ==, 0);
}

static void
test_one_document_is_found (void)
{
  g_autoptr (BhdIndex) index = bhd_index_new ();

  knowledge_put (index, "Opening hours", "We are open from nine to five.");
  bhd_index_settle (index);
  ask (index, "what are your opening hours", "Opening hours");
}

static void
test_languages_live_side_by_side (void)
{
  g_autoptr (BhdIndex) index = learnt_index (FALSE);

  knowledge_put (index, "Karte verloren",
                 "Wenn Sie Ihre Karte verloren haben, sperren Sie sie bitte sofort in der App.");
  knowledge_put (index, "Lieferzeit der Karte",
                 "Die neue Karte kommt nach fünf Werktagen mit der Post zu Ihnen.");
  bhd_index_settle (index);
  ask (index, "ich habe meine Karte verloren", "Karte verloren");
  ask (index, "wann kommt die neue Karte mit der Post?", "Lieferzeit der Karte");
  ask (index, "somebody stole my card", "Lost card");
}

/* Whoever stops while something is learnt need not wait for it. */
static void
test_learning_ends_with_the_index (void)
{
  BhdIndex *index = learnt_index (FALSE);

  put_phrasings (index, &articles[1]);
  bhd_index_free (index);
}

static gpointer
search_thread (gpointer index)
{
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GPtrArray) hits = knowledge_search (index, "where did my card go", 5);

      g_assert_cmpuint (hits->len, >=, 1);
    }
  return NULL;
}

static gpointer
change_thread (gpointer index)
{
  for (guint i = 0; i < 40; i++)
    {
      const Article *article = &articles[1 + i % 3];

      if (i % 4 == 0)
        knowledge_put (index, article->title, article->body);
      else
        put_phrasings (index, article);
      bhd_index_judge (index, "o", 0.5, i % 2 == 0);
    }
  return NULL;
}

static gpointer
settle_thread (gpointer index)
{
  bhd_index_settle (index);
  return NULL;
}

static void
test_searching_changing_and_learning_at_once (void)
{
  g_autoptr (BhdIndex) index = learnt_index (FALSE);
  const GThreadFunc funcs[] = { search_thread, search_thread, change_thread, settle_thread };
  GThread *threads[G_N_ELEMENTS (funcs)];

  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    threads[i] = g_thread_new ("stress", funcs[i], index);
  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    g_thread_join (threads[i]);
  bhd_index_settle (index);
  ask (index, "somebody stole my card", "Lost card");
}

#define LEARNING_TEST(path, function) g_test_add_func ("/knowledge/learning/" path, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  LEARNING_TEST ("other-words-find-what-was-learnt", test_other_words_find_what_was_learnt);
  LEARNING_TEST ("likeness-names-the-phrasing", test_likeness_names_the_phrasing);
  LEARNING_TEST ("what-is-asked-as-phrased-is-sure", test_what_is_asked_as_phrased_is_sure);
  LEARNING_TEST ("foreign-question-is-not-sure", test_foreign_question_is_not_sure);
  LEARNING_TEST ("order-of-filling-does-not-matter", test_order_of_filling_does_not_matter);
  LEARNING_TEST ("learning-again-changes-nothing", test_learning_again_changes_nothing);
  LEARNING_TEST ("what-was-learnt-goes-with-its-document",
                 test_what_was_learnt_goes_with_its_document);
  LEARNING_TEST ("what-was-learnt-goes-with-its-phrasings",
                 test_what_was_learnt_goes_with_its_phrasings);
  LEARNING_TEST ("titles-that-are-all-alike-do-not-silence",
                 test_titles_that_are_all_alike_do_not_silence);
  LEARNING_TEST ("three-articles-keep-their-bands", test_three_articles_keep_their_bands);
  LEARNING_TEST ("nothing-is-learnt-of-nothing", test_nothing_is_learnt_of_nothing);
  LEARNING_TEST ("one-document-is-found", test_one_document_is_found);
  LEARNING_TEST ("languages-live-side-by-side", test_languages_live_side_by_side);
  LEARNING_TEST ("learning-ends-with-the-index", test_learning_ends_with_the_index);
  LEARNING_TEST ("searching-changing-and-learning-at-once",
                 test_searching_changing_and_learning_at_once);
  return g_test_run ();
}
