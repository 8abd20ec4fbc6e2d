/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/gallery/scene.h"

#define PHONE "\"phone\":\"+49 30 1234567\""
#define HERE                                                                                       \
  "{\"open\":true,\"online\":2,\"people\":[{\"name\":\"Mia\"},{\"name\":\"Tom\"}],"                \
  "\"reply_time_s\":240}"
#define CLOSED "{\"open\":false,\"online\":0,\"people\":[],\"next_open_us\":4102477200000000}"
#define ENTRIES "[...document.querySelectorAll('.entry')]"

/* Not asked for anything, one is in the chat, and from there comes home. */
static void
play_home_new (Stage *stage, const Speech *speech)
{
  mock_desk_set_widget (stage->desk, "{" PHONE ",\"pre_chat\":{\"enabled\":false,\"fields\":[]}}",
                        HERE);
  scene_open (stage, speech);
  scene_press (stage, ".back:not([hidden])");
  stage_wait (stage, ENTRIES ".length === 2");
}

static void
make_conversations (Stage *stage, const Speech *speech, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = g_uuid_string_random ();

      mock_desk_begin (stage->desk, id);
      mock_desk_say (stage->desk, "visitor", "Ada", speech->question);
      mock_desk_set_status (stage->desk, i + 1 < count ? "resolved" : "escalated",
                            i + 1 < count ? NULL : "Mia");
    }
  mock_desk_say (stage->desk, "operator", "Mia", speech->operator_text);
}

static void
play_home (Stage *stage, const Speech *speech)
{
  mock_desk_set_widget (stage->desk, "{" PHONE ",\"sound\":true}", HERE);
  scene_start (stage, speech);
  make_conversations (stage, speech, 3);
  scene_press (stage, ".back:not([hidden])");
  stage_wait (stage, ENTRIES ".length === 4");
}

/* The styles of other screens leave it alone. */
static void
play_home_again (Stage *stage, const Speech *speech)
{
  mock_desk_set_widget (stage->desk, "{\"csat\":true,\"transcript\":true}", HERE);
  scene_start (stage, speech);
  scene_write (stage, speech->question);
  stage_wait (stage, "document.querySelector('.visitor.sent')");
  scene_press (stage, ".more:not([hidden])");
  stage_wait (stage, "document.querySelector('.menu')?.checkVisibility()");
  mock_desk_set_status (stage->desk, "resolved", "Mia");
  stage_wait (stage, "document.querySelector('.csat')");
  scene_press (stage, ".back:not([hidden])");
  stage_wait (stage, "document.querySelector('.home')");
  g_assert_true (stage_holds (
      stage, "getComputedStyle(document.querySelector('.presence .faces')).display === "
             "'flex' && getComputedStyle(document.querySelector('.presence "
             ".said')).paddingInlineStart === '0px'"));
}

static void
play_home_closed (Stage *stage, const Speech *speech)
{
  mock_desk_set_widget (stage->desk, "{\"offline\":\"form\"," PHONE "}", CLOSED);
  scene_open (stage, speech);
  scene_press (stage, ".back:not([hidden])");
  stage_wait (stage, "document.querySelector('.home')");
}

static void
play_form (Stage *stage, const Speech *speech)
{
  scene_open (stage, speech);
  stage_wait (stage, "document.getElementById('email')");
}

static void
play_form_errors (Stage *stage, const Speech *speech)
{
  g_autofree char *widget = g_strdup_printf (
      "{\"pre_chat\":{\"enabled\":true,\"fields\":["
      "{\"key\":\"name\",\"type\":\"name\",\"required\":true},"
      "{\"key\":\"email\",\"type\":\"email\",\"required\":true},"
      "{\"key\":\"order\",\"type\":\"text\",\"label\":\"%s\"},"
      "{\"key\":\"topic\",\"type\":\"choice\",\"label\":\"%s\",\"required\":true,"
      "\"options\":[\"%s\",\"%s\"]},"
      "{\"key\":\"more\",\"type\":\"long_text\",\"label\":\"%s\"},"
      "{\"key\":\"phone\",\"type\":\"phone\"},"
      "{\"key\":\"terms\",\"type\":\"checkbox\",\"label\":\"%s\",\"required\":true}]}}",
      speech->label, speech->label, speech->option, speech->source, speech->question,
      speech->quote);

  mock_desk_set_widget (stage->desk, widget, HERE);
  scene_open (stage, speech);
  scene_press (stage, ".primary");
  stage_wait (stage, "document.getElementById('terms-error').textContent");
}

static void
play_form_refused (Stage *stage, const Speech *speech)
{
  mock_desk_fail (stage->desk, "POST sessions", 503, "unavailable", G_MAXINT);
  scene_open (stage, speech);
  stage_wait (stage, "document.getElementById('email')");
  bht_page_run (stage->page, FRAME,
                "document.getElementById('name').value = 'Ada'; "
                "document.getElementById('email').value = 'ada@example.org'");
  scene_press (stage, ".primary");
  stage_wait (stage, "document.querySelector('.form [role=alert]').textContent");
}

static void
open_inbox (Stage *stage, const Speech *speech)
{
  scene_start (stage, speech);
  make_conversations (stage, speech, 4);
  scene_press (stage, ".back:not([hidden])");
  stage_wait (stage, ENTRIES ".length === 3");
}

static void
play_inbox (Stage *stage, const Speech *speech)
{
  open_inbox (stage, speech);
  bht_page_run (stage->page, FRAME, ENTRIES ".pop().click()");
  stage_wait (stage, "document.querySelectorAll('.inbox li').length === 5");
}

static void
play_inbox_failed (Stage *stage, const Speech *speech)
{
  open_inbox (stage, speech);
  mock_desk_fail (stage->desk, "GET conversations", 500, "internal", G_MAXINT);
  bht_page_run (stage->page, FRAME, ENTRIES ".pop().click()");
  stage_wait (stage, "document.querySelector('.trouble').textContent");
}

static void
play_contact (Stage *stage, const Speech *speech)
{
  play_home_new (stage, speech);
  bht_page_run (stage->page, FRAME, ENTRIES ".pop().click()");
  stage_wait (stage, "document.querySelector('.dial')");
}

static void
play_offline (Stage *stage, const Speech *speech)
{
  mock_desk_set_widget (stage->desk, "{\"offline\":\"form\"}", CLOSED);
  scene_open (stage, speech);
  stage_wait (stage, "document.querySelector('.form textarea')");
}

static void
play_offline_errors (Stage *stage, const Speech *speech)
{
  play_offline (stage, speech);
  scene_press (stage, ".primary");
  stage_wait (stage, "document.querySelector('.error:not(:empty)')");
}

static void
play_offline_sent (Stage *stage, const Speech *speech)
{
  play_offline (stage, speech);
  bht_page_run (stage->page, FRAME,
                "document.getElementById('name').value = 'Ada'; "
                "document.getElementById('email').value = 'ada@example.org';"
                "document.querySelector('.form textarea').value = 'Hello'");
  scene_press (stage, ".primary");
  stage_wait (stage, "!document.querySelector('.form textarea')");
}

/* The launcher hides then, but the frame may be open already, or stand in a page of its own. */
static void
play_away (Stage *stage, const Speech *speech)
{
  scene_open (stage, speech);
  stage_wait (stage, "document.getElementById('email')");
  mock_desk_set_widget (stage->desk, "{\"offline\":\"hide\"}", CLOSED);
  bht_page_run (stage->page, FRAME, "location.reload()");
  stage_wait (stage, "document.querySelector('.still h2')");
}

const Scene scenes_screens[] = {
  { "home-new", TRUE, play_home_new },
  { "home", TRUE, play_home },
  { "home-again", TRUE, play_home_again },
  { "home-closed", TRUE, play_home_closed },
  { "form", TRUE, play_form },
  { "form-errors", TRUE, play_form_errors },
  { "form-refused", TRUE, play_form_refused },
  { "inbox", TRUE, play_inbox },
  { "inbox-failed", TRUE, play_inbox_failed },
  { "contact", TRUE, play_contact },
  { "offline-form", TRUE, play_offline },
  { "offline-form-errors", TRUE, play_offline_errors },
  { "offline-form-sent", TRUE, play_offline_sent },
  { "away", TRUE, play_away },
  { NULL, FALSE, NULL },
};
