/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

#include <string.h>

/* Calls of the page that come while something they need is still on its way, or goes and comes
 * again. */

#define HOST "document.querySelector('bellhop-widget')"
#define IN_HOST HOST ".shadowRoot.querySelector"
#define HMAC "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define IDENTITY(id) "{ id: '" id "', name: 'Ada', email: 'ada@example.org', hmac: '" HMAC "' }"
#define HAS_COME(file)                                                                             \
  "performance.getEntriesByType('resource').some(e => e.name.includes('" file "'))"

static gboolean
is_late (Stage *stage)
{
  return mock_desk_late (stage->desk) > 0;
}

static gboolean
is_noted (Stage *stage)
{
  return strstr (mock_desk_noted (stage->desk), "identity {\"id\":\"u2\"") != NULL;
}

static void
open_bare (Stage *stage)
{
  stage_open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, "window.Bellhop");
}

/* What the calls do comes faster than how the launcher shall look. */
static void
test_before_settings (Stage *stage)
{
  mock_desk_delay (stage->desk, "*/settings.js*");
  open_bare (stage);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.show()");
  bht_page_wait (stage->page, BHT_TOP, HAS_COME ("more.js"));
  mock_desk_delay (stage->desk, NULL);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
}

static void
test_desk_that_says_nothing (Stage *stage)
{
  mock_desk_delay (stage->desk, "*/settings.js*");
  open_bare (stage);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.show()");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  g_assert_true (is_late (stage));
}

static void
test_reload_before_settings (Stage *stage)
{
  stage_open_chat (stage);
  mock_desk_delay (stage->desk, "*/settings.js*");
  bht_page_reload (stage->page);
  bht_page_wait (stage->page, BHT_TOP, HAS_COME ("more.js"));
  mock_desk_delay (stage->desk, NULL);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
}

static void
test_identity_before_settings (Stage *stage)
{
  mock_desk_delay (stage->desk, "*/settings.js*");
  open_bare (stage);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.identify(" IDENTITY ("u2") ")");
  bht_page_wait (stage->page, BHT_TOP, HAS_COME ("more.js"));
  mock_desk_delay (stage->desk, NULL);
  stage_turn_until (is_noted, stage);
}

/* In the order they were made. */
static void
test_before_chunk (Stage *stage)
{
  mock_desk_delay (stage->desk, "*/chat-widget-more.js*");
  open_bare (stage);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.show(); Bellhop.hide(); Bellhop.show()");
  stage_turn_until (is_late, stage);
  mock_desk_delay (stage->desk, NULL);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  bht_page_wait (stage->page, BHT_TOP, IN_HOST "('.panel.open')");
}

static void
test_before_frame (Stage *stage)
{
  mock_desk_delay (stage->desk, "/widget/frame*");
  open_bare (stage);
  bht_page_run (stage->page, BHT_TOP,
                "Bellhop.identify(" IDENTITY ("u2") "); Bellhop.newConversation()");
  stage_turn_until (is_late, stage);
  mock_desk_delay (stage->desk, NULL);
  stage_turn_until (is_noted, stage);
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
}

/* The frame says that it is there while another one in the new language is on its way. */
static void
test_before_other_language (Stage *stage)
{
  open_bare (stage);
  mock_desk_delay (stage->desk, "/widget/assets/frame-*.js*");
  bht_page_run (stage->page, BHT_TOP, "Bellhop.show()");
  stage_turn_until (is_late, stage);
  mock_desk_delay (stage->desk, "/widget/frame*language=de*");
  bht_page_run (stage->page, BHT_TOP,
                "Bellhop.setLanguage('de'); Bellhop.identify(" IDENTITY ("u2") ")");
  stage_turn_until (is_late, stage);
  mock_desk_delay (stage->desk, NULL);
  stage_turn_until (is_noted, stage);
}

/* The visitor's way back leads out of the page, not through the languages. */
static void
test_language_leaves_no_trail (Stage *stage)
{
  stage_open_chat (stage);
  bht_page_run (stage->page, BHT_TOP, "window.before = history.length; Bellhop.setLanguage('de')");
  bht_page_wait_for (stage->page, FRAME, "button", "Chat beginnen");
  g_assert_true (bht_page_holds (stage->page, BHT_TOP, "history.length === before"));
}

/* Signing out and in again: the frame begins anew in between. */
static void
test_after_reset (Stage *stage)
{
  stage_start (stage);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.reset(); Bellhop.identify(" IDENTITY ("u2") ")");
  stage_turn_until (is_noted, stage);
  stage_wait (stage, "localStorage.getItem('bellhop.demo.token')");
}

static void
add_tests (void)
{
  stage_add ("/widget/early/shown-before-the-settings", test_before_settings);
  stage_add ("/widget/early/shown-without-settings", test_desk_that_says_nothing);
  stage_add ("/widget/early/reloaded-before-the-settings", test_reload_before_settings);
  stage_add ("/widget/early/identified-before-the-settings", test_identity_before_settings);
  stage_add ("/widget/early/called-before-the-chunk", test_before_chunk);
  stage_add ("/widget/early/called-before-the-frame", test_before_frame);
  stage_add ("/widget/early/called-before-another-language", test_before_other_language);
  stage_add ("/widget/early/languages-leave-no-trail", test_language_leaves_no_trail);
  stage_add ("/widget/early/called-after-reset", test_after_reset);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
