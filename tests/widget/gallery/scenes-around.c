/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/gallery/scene.h"
#include "tests/widget/mock-desk-private.h"

#define LAUNCHER "document.querySelector('bellhop-widget').shadowRoot.querySelector"
#define HERE "{\"open\":true,\"online\":1,\"people\":[{\"name\":\"Mia\"}],\"reply_time_s\":240}"

static void
play_launcher (Stage *stage, const Speech *speech)
{
  scene_open (stage, speech);
  stage_wait (stage, "document.getElementById('email')");
  bht_page_run (stage->page, BHT_TOP, "Bellhop.hide()");
}

static void
play_greeting (Stage *stage, const Speech *speech)
{
  g_autofree char *widget =
      g_strdup_printf ("{\"proactive\":[{\"id\":\"r1\",\"pages\":[],\"after_s\":0,"
                       "\"visitors\":\"any\",\"text\":\"%s\"}]}",
                       speech->operator_text);

  mock_desk_set_widget (stage->desk, widget, HERE);
  scene_visit (stage, speech);
  bht_page_wait (stage->page, BHT_TOP, LAUNCHER "('.greeting .take')?.checkVisibility()");
}

/* Once the frame has heard all that was posted to it. */
static const char after_messages[] =
    "new Promise(r => { addEventListener('message', ({ data }) => data === 'last' && r(true)); "
    "postMessage('last', '*') })";

static void
play_unread (Stage *stage, const Speech *speech)
{
  scene_start (stage, speech);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.hide()");
  bht_page_run (stage->page, FRAME, after_messages); /* it knows that nobody looks */
  mock_desk_say (stage->desk, "operator", "Mia", speech->operator_text);
  bht_page_wait (stage->page, BHT_TOP, LAUNCHER "('.badge')?.textContent");
}

static void
hold_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer desk)
{
  soup_server_message_pause (message);
  g_ptr_array_add (((MockDesk *) desk)->held, g_object_ref (message));
}

/* What it asks for does not come; nor does the end of its patience. */
static void
play_waiting (Stage *stage, const Speech *speech)
{
  soup_server_add_handler (stage->desk->server, "/v1/widget/organizations", hold_cb, stage->desk,
                           NULL);
  scene_open (stage, speech);
  stage_wait (stage, "document.querySelector('.pulse')");
  bht_page_run (stage->page, FRAME,
                "for (let i = setTimeout(() => 0, 0); i > 0; i--) clearTimeout(i)");
}

static void
play_failure (Stage *stage, const Speech *speech, guint status, const char *code)
{
  mock_desk_fail (stage->desk, "GET organizations/demo", status, code, G_MAXINT);
  scene_open (stage, speech);
  stage_wait (stage, "document.getElementById('failure')");
}

static void
play_unknown (Stage *stage, const Speech *speech)
{
  play_failure (stage, speech, 404, "not_found");
}

static void
play_forbidden (Stage *stage, const Speech *speech)
{
  play_failure (stage, speech, 403, "forbidden");
}

static void
play_busy (Stage *stage, const Speech *speech)
{
  play_failure (stage, speech, 429, "rate_limited");
}

static void
play_error (Stage *stage, const Speech *speech)
{
  play_failure (stage, speech, 500, "internal");
}

static void
play_unreachable (Stage *stage, const Speech *speech)
{
  bht_page_block (stage->page, "*/v1/widget/organizations*");
  scene_open (stage, speech);
  stage_wait (stage, "document.getElementById('failure')");
}

static void
play_missing_part (Stage *stage, const Speech *speech)
{
  bht_page_block (stage->page, "*/assets/form-screen*");
  scene_open (stage, speech);
  stage_wait (stage, "document.getElementById('failure')");
}

static void
play_expired (Stage *stage, const Speech *speech)
{
  scene_start (stage, speech);
  mock_desk_end_sessions (stage->desk);
  stage_wait (stage, "document.getElementById('email')");
}

const Scene scenes_around[] = {
  { "launcher", FALSE, play_launcher },
  { "launcher-greeting", FALSE, play_greeting },
  { "launcher-unread", FALSE, play_unread },
  { "boot-waiting", TRUE, play_waiting },
  { "boot-unknown-organization", TRUE, play_unknown },
  { "boot-website-not-allowed", TRUE, play_forbidden },
  { "boot-busy", TRUE, play_busy },
  { "boot-error", TRUE, play_error },
  { "boot-unreachable", TRUE, play_unreachable },
  { "boot-missing-part", TRUE, play_missing_part },
  { "session-expired", TRUE, play_expired },
  { NULL, FALSE, NULL },
};
