/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "console/ui/bhc-window.h"
#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

#include <string.h>

#define S(text) ((char *) (text))
#define TRANSCRIPT "/v1/desk/conversations/rated/transcript"

/* A conversation that was read and rated. */
static void
show_rated (UiFixture *fixture)
{
  const BhcMessageState seen = { BHC_DELIVERY_SEEN, NULL };
  const BhConversation conversation = {
    .id = S ("rated"),
    .status = BH_STATUS_RESOLVED,
    .contact_name = S ("Ada Lindqvist"),
    .contact_email = S ("ada@example.org"),
    .contact_created_us = SAMPLE_NOW,
    .csat_score = 4,
    .csat_comment = S ("quick and kind"),
    .csat_us = SAMPLE_NOW,
    .message_count = 2,
    .last_author = BH_AUTHOR_OPERATOR,
    .last_author_name = S ("Mia Brandt"),
    .last_body = S ("We do."),
    .last_created_us = SAMPLE_NOW,
    .last_seq = 2,
    .created_us = SAMPLE_NOW,
    .updated_us = SAMPLE_NOW,
    .seq = 3,
  };
  const BhMessage question = { .author = BH_AUTHOR_VISITOR,
                               .author_name = S ("Ada Lindqvist"),
                               .body = S ("Do you ship to Malta?"),
                               .created_us = SAMPLE_NOW };
  const BhMessage answer = { .author = BH_AUTHOR_OPERATOR,
                             .author_id = S (FAKE_ME),
                             .author_name = S ("Mia Brandt"),
                             .body = S ("We do."),
                             .created_us = SAMPLE_NOW };
  const BhMessage rating = {
    .author = BH_AUTHOR_SYSTEM,
    .author_name = S ("Ada Lindqvist"),
    .kind = BH_MESSAGE_NOTICE,
    .notice = S ("rated"),
    .body = S ("Ada Lindqvist rated the conversation: Good (4 of 5): “quick and kind”"),
    .created_us = SAMPLE_NOW,
  };

  sample_desk_fill (fixture->desk);
  fake_desk_put (fixture->desk, &conversation);
  fake_desk_say (fixture->desk, "rated", &question, NULL);
  fake_desk_say (fixture->desk, "rated", &answer, &seen);
  fake_desk_say (fixture->desk, "rated", &rating, NULL);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1280, 720);
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "rated");
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
}

static void
test_seen_stands_below (UiFixture *fixture, gconstpointer data)
{
  show_rated (fixture);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Seen"));
}

/* For people to look at. */
static void
save_picture (UiFixture *fixture, const char *name)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : g_get_tmp_dir (), name, NULL);

  ui_save_picture (GTK_WIDGET (fixture->window), path);
}

static void
test_rating_is_shown (UiFixture *fixture, gconstpointer data)
{
  show_rated (fixture);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "Ada Lindqvist rated the conversation"));
  save_picture (fixture, "rated.png");
}

static gboolean
shows_mailed (gpointer window)
{
  return ui_shows (window, "The transcript goes to ada@example.org.");
}

static gboolean
shows_refusal (gpointer window)
{
  return ui_shows (window, "The transcript was not mailed: this desk sends no e-mail");
}

static void
act (UiFixture *fixture, const char *action)
{
  GtkWidget *menu = ui_find_named (GTK_WIDGET (fixture->window), "more_menu");

  g_assert_true (gtk_widget_get_mapped (menu));
  g_assert_true (gtk_widget_activate_action (menu, action, NULL));
}

static void
test_transcript_is_mailed (UiFixture *fixture, gconstpointer data)
{
  show_rated (fixture);
  fake_ask_answer (fixture->desk, "POST " TRANSCRIPT, "{}");
  act (fixture, "conversation.mail-transcript");
  ui_wait_until (shows_mailed, fixture->window);
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==, "POST " TRANSCRIPT "\n");
}

static void
test_refusal_is_told (UiFixture *fixture, gconstpointer data)
{
  show_rated (fixture);
  fake_ask_refuse (fixture->desk, "POST " TRANSCRIPT, "this desk sends no e-mail", NULL);
  act (fixture, "conversation.mail-transcript");
  ui_wait_until (shows_refusal, fixture->window);
}

static void
add_tests (void)
{
  UI_TEST ("/ui/care/seen-stands-below", test_seen_stands_below);
  UI_TEST ("/ui/care/rating-is-shown", test_rating_is_shown);
  UI_TEST ("/ui/care/transcript-is-mailed", test_transcript_is_mailed);
  UI_TEST ("/ui/care/refusal-is-told", test_refusal_is_told);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
