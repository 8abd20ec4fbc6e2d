/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Visitors ask what no article answers.  Mia sees their questions under Knowledge and deals with
 * each: one becomes an article, one is linked to an article that is there, one is put aside.  And
 * other ways to ask, which Sam proposes, she approves or rejects.  The real window, real keys, the
 * real daemon. */
#include "tests/bht-patience.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

#include <string.h>

#define RIMS "Do you repair bent rims?"
#define DOGS "May dogs come along?"
#define SUBMARINE "Where can I moor my submarine?"

static Scene scene;
static char *returning; /* ids of articles */
static char *visiting;

static void
see_gaps (void)
{
  keyboard_press ("ctrl+3 alt+2");
  window_see (scene.window, WORDS, "Questions Without an Answer");
}

static void
test_what_nobody_could_answer_is_listed (void)
{
  see_gaps ();
  window_see (scene.window, ROW, RIMS ", Asked*");
  window_see (scene.window, ROW, DOGS ", Asked*");
  window_see (scene.window, ROW, SUBMARINE ", Asked*");
  window_see (scene.window, WORDS, "Asked 1 time*");
  window_picture ("gaps-1-listed");
}

/* The question stands there as its title already. */
static void
test_one_becomes_an_article (void)
{
  window_press_in (scene.window, RIMS ", Asked*", BUTTON, "Write an Article About It");
  window_await_text (scene.window, "Title", RIMS);
  window_write (scene.window, "Text, in Markdown", "We repair bent rims within two days.");
  window_picture ("gaps-2-article");
  window_press (scene.window, BUTTON, "Save");
  window_see_no (scene.window, ROW, RIMS ", Asked*");
  window_enter ();
  desk_await (scene.mia, "/v1/desk/documents?status=ready", "bent rims");
  desk_await (scene.mia, "/v1/desk/gaps?status=closed", RIMS);
}

static void
test_one_is_linked_to_an_article (void)
{
  g_autoptr (AtspiAccessible) chooser = NULL;
  g_autoptr (AtspiAccessible) search = NULL;

  window_press_in (scene.window, DOGS ", Asked*", BUTTON, "Link to an Article");
  chooser = bht_atspi_wait (scene.window->root, ATSPI_ROLE_FRAME,
                            "Choose the Article That Answers It", BHT_PATIENCE_S);
  search = bht_atspi_wait (chooser, ANYTHING, "Search articles", BHT_PATIENCE_S);
  bht_atspi_set_text (search, "visiting");
  window_see_no (scene.window, ROW, "Returning an item, Help");
  window_see (scene.window, ROW, "Visiting the shop, Help");
  window_picture ("gaps-3-linked");
  window_press_in (scene.window, "Choose the Article That Answers It", BUTTON, "Choose");
  window_see_no (scene.window, ROW, DOGS ", Asked*");
  window_enter ();
  desk_await (scene.mia, "/v1/desk/gaps?status=closed", DOGS);
  desk_await (scene.mia, "/v1/desk/gaps?status=closed", visiting);
}

static void
test_one_is_put_aside (void)
{
  window_press_in (scene.window, SUBMARINE ", Asked*", BUTTON, "Dismiss");
  window_see_no (scene.window, ROW, SUBMARINE ", Asked*");
  window_see (scene.window, WORDS, "No Open Questions");
  desk_await (scene.mia, "/v1/desk/gaps?status=closed", SUBMARINE);
  window_picture ("gaps-4-none");
}

/* ---- other ways to ask ---- */

/* As a program of his would, with his key: an agent's word is a proposal. */
static void
propose (const char *question)
{
  g_autofree char *body =
      g_strdup_printf ("{\"document_id\":\"%s\",\"question\":\"%s\"}", returning, question);
  g_autoptr (JsonNode) answer = bht_api_expect (scene.sam, "POST", "/v1/desk/phrasings", body, 201);

  g_assert_cmpstr (bht_json_string (answer, "phrasing.status"), ==, "proposed");
}

static void
test_what_an_agent_says_is_proposed (void)
{
  propose ("Can I bring it back?");
  propose ("What is your favourite colour?");
  keyboard_press ("alt+3");
  window_see (scene.window, ROW, "Can I bring it back?*");
  window_see (scene.window, ROW, "What is your favourite colour?*");
  window_see (scene.window, WORDS, "*Returning an item*");
  window_picture ("gaps-5-proposed");
}

static void
test_one_is_approved_and_found (void)
{
  window_press_in (scene.window, "Can I bring it back?*", BUTTON, "Approve");
  window_see_no (scene.window, ROW, "Can I bring it back?*");
  desk_await (scene.mia, "/v1/desk/phrasings?status=approved", "Can I bring it back?");
  desk_await (scene.mia, "/v1/desk/search?q=Can%20I%20bring%20it%20back", returning);
}

static void
test_one_is_rejected (void)
{
  window_press_in (scene.window, "What is your favourite colour?*", BUTTON, "Reject");
  window_see_no (scene.window, ROW, "What is your favourite colour?*");
  desk_await (scene.mia, "/v1/desk/phrasings?status=rejected", "favourite colour");
  window_see (scene.window, WORDS, "Nothing Proposed");
  window_picture ("gaps-6-judged");
}

/* ---- */

/* Returns: (transfer full): its id */
static char *
add_article (const char *title, const char *body)
{
  g_autofree char *json = g_strdup_printf (
      "{\"title\":\"%s\",\"category\":\"Help\",\"format\":\"markdown\",\"body\":\"%s\"}", title,
      body);
  g_autoptr (JsonNode) answer = bht_api_expect (scene.mia, "POST", "/v1/desk/documents", json, 201);

  return g_strdup (bht_json_string (answer, "document.id"));
}

static void
set_up (void)
{
  static const char *const questions[] = { RIMS, DOGS, SUBMARINE };

  scene_open (&scene, NULL);
  returning = add_article ("Returning an item", "You can return an item within 30 days.");
  visiting = add_article ("Visiting the shop", "We are open from nine to six.");
  desk_await_no (scene.mia, "/v1/desk/documents", "indexing");
  desk_await (scene.mia, "/v1/desk/documents?status=ready", "Returning an item");
  desk_await (scene.mia, "/v1/desk/documents?status=ready", "Visiting the shop");
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      scene_meet (&scene, "Ada Lindqvist", questions[i]);
      desk_await (scene.mia, "/v1/desk/gaps?status=open", questions[i]);
    }
  scene_show (&scene);
}

#define CHAPTER(name, function) g_test_add_func ("/story/gaps/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("1-what-nobody-could-answer-is-listed", test_what_nobody_could_answer_is_listed);
  CHAPTER ("2-one-becomes-an-article", test_one_becomes_an_article);
  CHAPTER ("3-one-is-linked-to-an-article", test_one_is_linked_to_an_article);
  CHAPTER ("4-one-is-put-aside", test_one_is_put_aside);
  CHAPTER ("5-what-an-agent-says-is-proposed", test_what_an_agent_says_is_proposed);
  CHAPTER ("6-one-is-approved-and-found", test_one_is_approved_and_found);
  CHAPTER ("7-one-is-rejected", test_one_is_rejected);
  status = g_test_run ();
  g_free (returning);
  g_free (visiting);
  scene_close (&scene);

  return status;
}
