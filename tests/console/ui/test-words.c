/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/bhc-status.h"
#include "console/ui/bhc-time.h"
#include "console/ui/contact/bhc-browser.h"
#include "console/ui/conversation/bhc-message-words.h"
#include "console/ui/conversation/rows/bhc-message-markup.h"
#include "console/ui/toolkit/bhc-dotted.h"
#include "console/ui/toolkit/bhc-size.h"
#include "tests/console/ui/sample-desk.h"

#define NOW SAMPLE_NOW

static void
test_age (void)
{
  static const struct
  {
    gint64 ago_us;
    const char *words;
    const char *ago;
  } cases[] = {
    { 0, "now", "just now" },
    { -5 * BH_MINUTE, "now", "just now" },
    { 4 * BH_MINUTE, "4 min", "4 min ago" },
    { 2 * BH_HOUR, "2 h", "2 h ago" },
    { 12 * BH_HOUR, "Yesterday", "Yesterday" },
    { 3 * 24 * BH_HOUR, "Tue", "Tue" },
    { 20 * 24 * BH_HOUR, "1 Nov", "1 Nov" },
    { 400 * 24 * BH_HOUR, "17 Oct 2024", "17 Oct 2024" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = bhc_time_age (NOW - cases[i].ago_us, NOW);
      g_autofree char *ago = bhc_time_ago (NOW - cases[i].ago_us, NOW);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (ago, ==, cases[i].ago);
    }
}

static void
test_span (void)
{
  g_autofree char *little = bhc_time_span (NOW - BH_SECOND, NOW);
  g_autofree char *hours = bhc_time_span (NOW - 125 * BH_MINUTE, NOW);
  g_autofree char *days = bhc_time_span (NOW - 75 * BH_HOUR, NOW);
  g_autofree char *future = bhc_time_span (NOW + BH_HOUR, NOW);

  g_assert_cmpstr (little, ==, "under 1 min");
  g_assert_cmpstr (hours, ==, "2 h 5 min");
  g_assert_cmpstr (days, ==, "3 d");
  g_assert_cmpstr (future, ==, "under 1 min");
}

static void
test_absurd_times (void)
{
  g_autofree char *age = bhc_time_age (G_MAXINT64, NOW);
  g_autofree char *old = bhc_time_age (G_MININT64 / 2, NOW);
  g_autofree char *day = bhc_time_day (G_MAXINT64, NOW);

  g_assert_nonnull (age);
  g_assert_nonnull (old);
  g_assert_nonnull (day);
}

static void
test_markup (void)
{
  static const struct
  {
    const char *body;
    const char *markup;
  } cases[] = {
    { "a < b & c", "a &lt; b &amp; c" },
    { "see https://example.org/a?b=1&c=2.",
      "see <a href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a>." },
    { "https://\" onclick=", "https://&quot; onclick=" },
    { "javascript://x ftp://y", "javascript://x ftp://y" },
    { "(http://example.org)", "(<a href=\"http://example.org\">http://example.org</a>)" },
    { "Please call me: +491701234567",
      "Please call me: <a href=\"tel:+491701234567\">+491701234567</a>" },
    { "+12345 +1234567890123456 +1234567x +", "+12345 +1234567890123456 +1234567x +" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = bhc_message_markup (cases[i].body, FALSE);

      g_assert_cmpstr (markup, ==, cases[i].markup);
    }
}

static void
test_markdown (void)
{
  static const struct
  {
    const char *body;
    const char *markup;
  } cases[] = {
    { "**so** it *is*, `x<y`", "<b>so</b> it <i>is</i>, <tt>x&lt;y</tt>" },
    { "snake_case_name 2*3*4 ** no", "snake_case_name 2*3*4 ** no" },
    { "- one\n- two", "  •  one\n  •  two" },
    { "1. one\n2) two", "  1. one\n  2) two" },
    { "# Head & line", "<b>Head &amp; line</b>" },
    { "> said", "<i>│ said</i>" },
    { "```\na **b**\n```\nafter", "<tt>a **b**</tt>\nafter" },
    { "[shop](https://example.org/?a=1&b=2)",
      "<a href=\"https://example.org/?a=1&amp;b=2\">shop</a>" },
    { "[x](javascript:alert)", "[x](javascript:alert)" },
    { "**<b>not markup</b>**", "<b>&lt;b&gt;not markup&lt;/b&gt;</b>" },
    { "**https://example.org/a**",
      "<b><a href=\"https://example.org/a\">https://example.org/a</a></b>" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = bhc_message_markup (cases[i].body, TRUE);

      g_assert_cmpstr (markup, ==, cases[i].markup);
    }
}

/* Whatever is written, it is well-formed. */
static void
test_words_alone (void)
{
  static const char *const cases[][2] = {
    { "It is **thirty days**, see `returns` & [the shop](https://example.org/)",
      "It is thirty days, see returns & the shop" },
    { "2 < 3 * 4", "2 < 3 * 4" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = bhc_message_words_alone (cases[i][0]);

      g_assert_cmpstr (words, ==, cases[i][1]);
    }
}

static void
test_hostile_markdown (void)
{
  static const char *const pieces[] = {
    "*",        "**",
    "_",        "`",
    "[",        "](",
    ")",        "<",
    ">",        "&",
    "#",        "- ",
    "h",        "+491701234567",
    " ",        "\n",
    "\"",       "'",
    "1. ",      "ä",
    "```",      "https://a.b/c",
    "mailto:x", "word",
  };
  static const GMarkupParser parser = { NULL };

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) body = g_string_new (NULL);
      g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *markup = NULL;
      g_autofree char *wrapped = NULL;

      for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
        g_string_append (body, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      markup = bhc_message_markup (body->str, round % 2 == 0);
      wrapped = g_strdup_printf ("<x>%s</x>", markup);
      if (!g_markup_parse_context_parse (context, wrapped, -1, &error))
        g_error ("“%s” became “%s”: %s", body->str, markup, error->message);
    }
}

static void
test_marks (void)
{
  static const char *const names[] = { "Sam Okafor", NULL };
  g_autoptr (PangoAttrList) words = bhc_message_marks ("Grüße, GRÜSSE, grü", "GRÜ", NULL);
  g_autoptr (PangoAttrList) mention = bhc_message_marks ("@Sam Okafor, Sam Okafor", NULL, names);
  g_autoptr (PangoAttrList) nothing = bhc_message_marks ("text", "", NULL);
  GSList *found = pango_attr_list_get_attributes (words);
  GSList *who = pango_attr_list_get_attributes (mention);

  g_assert_cmpuint (g_slist_length (found), ==, 6); /* a ground and a colour each */
  g_assert_cmpuint (g_slist_length (who), ==, 1);
  g_assert_cmpuint (((PangoAttribute *) who->data)->end_index, ==, strlen ("@Sam Okafor"));
  g_assert_null (pango_attr_list_get_attributes (nothing));
  g_slist_free_full (found, (GDestroyNotify) pango_attribute_destroy);
  g_slist_free_full (who, (GDestroyNotify) pango_attribute_destroy);
}

static char *
notice (const char *code, const char *name)
{
  const BhMessage record = { .author = BH_AUTHOR_SYSTEM,
                             .kind = BH_MESSAGE_NOTICE,
                             .notice = (char *) code,
                             .author_name = (char *) name,
                             .body = (char *) "as it was stored" };

  return bhc_message_words_notice (&record);
}

static void
test_notice (void)
{
  g_autofree char *joined = notice ("operator_joined", "Mia %s");
  g_autofree char *resolved = notice ("resolved", "Mia");
  g_autofree char *unknown = notice ("from_the_future", "Mia");
  g_autofree char *nameless = notice ("operator_joined", "");
  g_autofree char *reopened = notice ("reopened", "");
  g_autofree char *returned = notice ("returned_to_ai", "Mia");
  g_autofree char *asked = notice ("handoff_requested", "Ada");

  g_assert_cmpstr (joined, ==, "Mia %s joined the conversation");
  g_assert_cmpstr (resolved, ==, "Mia resolved the conversation");
  g_assert_cmpstr (reopened, ==, "The conversation was reopened");
  g_assert_cmpstr (returned, ==, "Mia gave the conversation back to the assistant");
  g_assert_cmpstr (asked, ==, "A person was asked for");
  g_assert_cmpstr (unknown, ==, "as it was stored");
  g_assert_cmpstr (nameless, ==, "as it was stored");
}

static void
test_browser (void)
{
  static const struct
  {
    const char *user_agent;
    const char *words; /* (nullable) */
  } cases[] = {
    { "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
      "Firefox 121 on Linux" },
    { "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      "Chrome/120.0.0.0 Safari/537.36 Edg/120.0",
      "Edge 120 on Windows" },
    { "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
      "Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
      "Safari 17 on iPhone" },
    { "Firefox/", "Firefox" },
    { "Chrome/123456789", "Chrome 1234" },
    { "curl/8", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = bhc_browser_describe (cases[i].user_agent);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
  g_assert_null (bhc_browser_describe (NULL));
}

static void
test_initials (void)
{
  static const char *const cases[][2] = {
    { "Ada Lindqvist", "AL" },
    { "Margaret van der Berg", "MB" },
    { "élodie", "É" },
    { "", "" },
    { " ", "" },
    { "x ", "X" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *initials = bhc_status_initials (cases[i][0]);

      g_assert_cmpstr (initials, ==, cases[i][1]);
    }
}

static void
test_status (void)
{
  static const struct
  {
    const char *id;
    BhcStatus status;
    const char *words;
  } cases[] = {
    { "c1", BHC_STATUS_WAITING, "Waiting 4 min" },
    { "c3", BHC_STATUS_MINE, "Waiting 2 min · You" },
    { "c4", BHC_STATUS_MINE, "You" },
    { "c5", BHC_STATUS_COLLEAGUE, "Sam Okafor" },
    { "c6", BHC_STATUS_ASSISTANT, "Assistant" },
    { "c8", BHC_STATUS_RESOLVED, "Resolved" },
  };
  g_autoptr (BhcDesk) desk = bhc_desk_new (NULL);

  sample_desk_fill (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BhcConversation) conversation = bhc_desk_find_conversation (desk, cases[i].id);
      g_autofree char *words = bhc_status_words (conversation, NOW);

      g_assert_cmpint (bhc_status_of (conversation), ==, cases[i].status);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
  bh_clock_set (0);
}

/* A row has no room for the minutes of a long wait; the sentence tells them. */
static void
test_long_wait (void)
{
  const BhConversation fields = { .id = (char *) "c1",
                                  .status = BH_STATUS_ESCALATED,
                                  .waiting_since_us = NOW - 84 * BH_MINUTE };
  g_autoptr (BhcDesk) desk = bhc_desk_new (NULL);
  g_autoptr (BhcConversation) conversation = NULL;
  g_autofree char *words = NULL;
  g_autofree char *sentence = NULL;

  fake_desk_put (desk, &fields);
  conversation = bhc_desk_find_conversation (desk, "c1");
  words = bhc_status_words (conversation, NOW);
  sentence = bhc_status_sentence (conversation, NOW);
  g_assert_cmpstr (words, ==, "Waiting 1 h");
  g_assert_cmpstr (sentence, ==, "Waiting 1 h 24 min for a person");
}

/* Whoever waits is not urgent before the conversation comes back. */
static void
test_snoozed (void)
{
  const BhConversation fields = { .id = (char *) "c5",
                                  .status = BH_STATUS_ESCALATED,
                                  .assignee_id = (char *) "op-sam",
                                  .assignee_name = (char *) "Sam Okafor",
                                  .snoozed_until_us = NOW + 2 * BH_HOUR,
                                  .waiting_since_us = NOW - 4 * BH_MINUTE };
  g_autoptr (BhcDesk) desk = bhc_desk_new (NULL);
  g_autoptr (BhcConversation) conversation = NULL;
  g_autofree char *words = NULL;
  g_autofree char *sentence = NULL;

  fake_desk_put (desk, &fields);
  conversation = bhc_desk_find_conversation (desk, "c5");
  words = bhc_status_words (conversation, NOW);
  sentence = bhc_status_sentence (conversation, NOW);
  g_assert_false (bhc_status_is_urgent (conversation));
  g_assert_true (g_str_has_prefix (words, "Until "));
  g_assert_null (strstr (words, "aiting"));
  g_assert_cmpstr (sentence, ==, "Sam Okafor has this conversation");
}

/* In another language the lines begin otherwise; what was said in them stays. */
static void
test_summary (void)
{
  static const char lines[] = "Visitor: Where is it?\nAssistant: System: unknown";
  g_autofree char *said = bhc_message_words_summary (lines);
  g_autofree char *written = bhc_message_words_summary ("Ada wants: a refund");
  g_autofree char *files = bhc_message_words_summary (
      "Visitor: Look [attached: a bike.jpg] [attached: b.pdf]\nTeam: [attached: a very lo…");

  g_assert_cmpstr (said, ==, lines);
  g_assert_cmpstr (written, ==, "Ada wants: a refund");
  g_assert_cmpstr (files, ==,
                   "Visitor: Look (attached: a bike.jpg) (attached: b.pdf)\n"
                   "Team: (attached: a very lo…)");
  g_assert_null (bhc_message_words_summary (NULL));
}

static void
test_problem (void)
{
  static const char *const cases[][2] = {
    { "could not listen", "Could not listen." },
    { "übrig ist nichts", "Übrig ist nichts." },
    { "Ends already.", "Ends already." },
    { "接続できません。", "接続できません。" },
    { "no file named “a.b”", "No file named “a.b”." },
    { "http://desk.test ist nicht zu erreichen", "http://desk.test ist nicht zu erreichen." },
    { "could not reach http://desk.test", "Could not reach http://desk.test." },
    { "", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = bhc_problem_sentence (cases[i][0]);

      g_assert_cmpstr (sentence, ==, cases[i][1]);
    }
}

/* A Latin title must not turn an Arabic line around. */
static void
test_dotted (void)
{
  g_autofree char *from_left = bhc_dotted ("Returns", "09:00", NULL);
  g_autofree char *from_right = NULL;

  g_assert_cmpstr (from_left, ==, "Returns · 09:00");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  from_right = bhc_dotted ("Returns", "09:00", NULL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_assert_cmpstr (from_right, ==, "\u200f⁨Returns⁩ · ⁨09:00⁩");
}

static void
test_size (void)
{
  static const struct
  {
    gint64 bytes;
    const char *words;
  } cases[] = {
    { -1, "0 bytes" },    { 1, "1 byte" },       { 999, "999 bytes" },
    { 12400, "12.4 kB" }, { 3500000, "3.5 MB" }, { 7100000000, "7.1 GB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = bhc_size_words (cases[i].bytes);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/words/age-is-short", test_age);
  g_test_add_func ("/console/words/span-is-never-negative", test_span);
  g_test_add_func ("/console/words/absurd-times-are-survived", test_absurd_times);
  g_test_add_func ("/console/words/only-web-addresses-become-links", test_markup);
  g_test_add_func ("/console/words/markdown", test_markdown);
  g_test_add_func ("/console/words/a-preview-has-words-alone", test_words_alone);
  g_test_add_func ("/console/words/hostile-markdown", test_hostile_markdown);
  g_test_add_func ("/console/words/marks", test_marks);
  g_test_add_func ("/console/words/notices-are-said-by-their-code", test_notice);
  g_test_add_func ("/console/words/a-summary-keeps-what-was-said", test_summary);
  g_test_add_func ("/console/words/browser-and-system-are-named", test_browser);
  g_test_add_func ("/console/words/initials-are-two-at-most", test_initials);
  g_test_add_func ("/console/words/a-problem-is-a-sentence", test_problem);
  g_test_add_func ("/console/words/status-says-who-has-it", test_status);
  g_test_add_func ("/console/words/long-wait-in-whole-hours", test_long_wait);
  g_test_add_func ("/console/words/snoozed-is-not-urgent", test_snoozed);
  g_test_add_func ("/console/words/dots-between-facts", test_dotted);
  g_test_add_func ("/console/words/sizes-of-files", test_size);

  return g_test_run ();
}
