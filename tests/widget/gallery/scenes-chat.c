/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-quote.h"
#include "tests/widget/gallery/scene.h"

#define CARE "{\"csat\":true,\"transcript\":true,\"sound\":true}"
#define HERE "{\"open\":true,\"online\":1,\"people\":[{\"name\":\"Mia\"}],\"reply_time_s\":240}"

static void
play_first (Stage *stage, const Speech *speech)
{
  g_autofree char *widget = g_strdup_printf ("{\"pre_chat\":{\"enabled\":false,\"fields\":[]},"
                                             "\"suggestions\":[\"%s\",\"%s\",\"%s\"]}",
                                             speech->question, speech->source, speech->option);

  mock_desk_set_widget (stage->desk, widget, HERE);
  scene_open (stage, speech);
  stage_wait (stage, "document.querySelectorAll('.suggestions button').length === 3");
}

static void
ask (Stage *stage, const Speech *speech)
{
  scene_write (stage, speech->question);
  stage_wait (stage, "document.querySelector('.visitor.sent')");
}

static void
play_ai (Stage *stage, const Speech *speech)
{
  g_autofree char *sources =
      g_strdup_printf ("[{\"title\":\"%s\",\"heading\":\"%s\",\"quote\":\"%s\"},{\"title\":\"%s\","
                       "\"heading\":\"\",\"quote\":\"%s\"}]",
                       speech->source, speech->option, speech->quote, speech->label, speech->quote);

  scene_start (stage, speech);
  ask (stage, speech);
  mock_desk_answer (stage->desk, NULL, speech->answer, sources);
  scene_press (stage, ".sources summary");
}

static void
play_person (Stage *stage, const Speech *speech)
{
  mock_desk_set_widget (stage->desk, CARE, HERE);
  scene_start (stage, speech);
  ask (stage, speech);
  mock_desk_notice (stage->desk, "handoff_requested", "Ada", "x");
  mock_desk_notice (stage->desk, "operator_joined", "Mia", "x");
  mock_desk_set_status (stage->desk, "escalated", "Mia");
  mock_desk_say (stage->desk, "operator", "Mia", speech->operator_text);
  stage_wait (stage, "document.querySelector('.line.operator')");
  mock_desk_whisper (stage->desk, "typing",
                     "{\"who\":\"operator\",\"name\":\"Mia\",\"typing\":true}");
}

static void
play_streaming (Stage *stage, const Speech *speech)
{
  g_autofree char *text = bht_quote (speech->quote);
  g_autofree char *delta =
      g_strdup_printf ("{\"run_id\":\"r\",\"message_id\":\"m9\",\"offset\":0,\"text\":%s}", text);

  scene_start (stage, speech);
  ask (stage, speech);
  mock_desk_whisper (stage->desk, "ai.started", "{\"run_id\":\"r\",\"message_id\":\"m9\"}");
  mock_desk_whisper (stage->desk, "ai.delta", delta);
  stage_wait (stage, "document.querySelector('.line.live')?.textContent.length > 20");
}

static void
play_writing (Stage *stage, const Speech *speech)
{
  scene_start (stage, speech);
  ask (stage, speech);
  mock_desk_whisper (stage->desk, "ai.started", "{\"run_id\":\"r\",\"message_id\":\"m9\"}");
  stage_wait (stage, "document.querySelector('.dots')");
}

static void
play_offers (Stage *stage, const Speech *speech)
{
  g_autofree char *extra = g_strdup_printf (
      "{\"choices\":[{\"document_id\":\"d1\",\"title\":\"%s\"},{\"document_id\":\"d2\","
      "\"title\":\"%s\"}],\"action\":{\"call_id\":\"c1\",\"token\":\"t\",\"text\":\"%s 4711?\","
      "\"state\":\"pending\"}}",
      speech->source, speech->label, speech->option);

  scene_start (stage, speech);
  mock_desk_offer (stage->desk, "offer", speech->quote, extra);
  stage_wait (stage, "document.querySelector('.choices') && document.querySelector('.action')");
}

static void
play_not_sent (Stage *stage, const Speech *speech)
{
  scene_start (stage, speech);
  mock_desk_fail (stage->desk, "POST */messages", 500, "internal", G_MAXINT);
  scene_write (stage, speech->question);
  stage_wait (stage, "document.querySelector('.visitor.failed')");
}

static void
play_cut_off (Stage *stage, const Speech *speech)
{
  scene_start (stage, speech);
  bht_page_set_offline (stage->page, TRUE);
  stage_wait (stage, "document.querySelector('.banner.offline')");
  scene_write (stage, speech->question);
  stage_wait (stage, "document.querySelector('.visitor.waiting')");
}

/* The mock desk takes no files: what would go there stays on its way, what would come is drawn. */
static const char no_network[] =
    "window.fetch = (ask => (address, ...more) => "
    "/uploads/.test(address) ? new Promise(() => 0) : "
    "/attachments/.test(address) ? Promise.resolve(new Response(new Blob(['<svg "
    "xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"150\"><rect width=\"300\" "
    "height=\"150\" fill=\"teal\"/></svg>'], { type: 'image/svg+xml' }))) : "
    "ask(address, ...more))(window.fetch)";

static void
play_files (Stage *stage, const Speech *speech)
{
  g_autofree char *extra = g_strdup_printf (
      "{\"attachments\":[{\"id\":\"a1\",\"name\":\"%s.png\",\"type\":\"image/png\",\"size\":20480,"
      "\"width\":300,\"height\":150},{\"id\":\"a2\",\"name\":\"%s.pdf\",\"type\":"
      "\"application/pdf\",\"size\":1048576}]}",
      speech->option, speech->source);
  g_autofree char *give = g_strdup_printf (
      "(data => { data.items.add(new File(['x'], '%s.pdf')); data.items.add(new File(['x'], "
      "'%s.exe')); document.querySelector('.chat').dispatchEvent(new DragEvent('drop', { bubbles: "
      "true, cancelable: true, dataTransfer: data })) })(new DataTransfer())",
      speech->source, speech->option);

  mock_desk_set_widget (stage->desk,
                        "{\"attachments\":{\"enabled\":true,\"max_size\":1000000,\"extensions\":["
                        "\"pdf\",\"png\"]}}",
                        HERE);
  scene_start (stage, speech);
  bht_page_run (stage->page, FRAME, no_network);
  mock_desk_offer (stage->desk, "files", speech->quote, extra);
  stage_wait (stage, "document.querySelector('.picture-file img')?.naturalWidth");
  bht_page_run (stage->page, FRAME, give);
  stage_wait (stage, "document.querySelector('.tray li progress') && "
                     "document.querySelector('.tray .error').textContent");
}

static void
play_emoji (Stage *stage, const Speech *speech)
{
  scene_start (stage, speech);
  scene_press (stage, ".composer .tool:last-of-type");
  stage_wait (stage, "document.querySelector('.sheet')?.checkVisibility()");
}

static void
play_menu (Stage *stage, const Speech *speech)
{
  mock_desk_set_widget (stage->desk, CARE, HERE);
  scene_start (stage, speech);
  scene_press (stage, ".more:not([hidden])");
  stage_wait (stage, "document.querySelector('.menu')?.checkVisibility()");
}

static void
play_call_back (Stage *stage, const Speech *speech)
{
  scene_start (stage, speech);
  scene_press (stage, ".call");
  scene_press (stage, ".callback .primary");
  stage_wait (stage, "document.getElementById('phone-error').textContent");
}

static void
play_csat (Stage *stage, const Speech *speech)
{
  mock_desk_set_widget (stage->desk, CARE, HERE);
  scene_start (stage, speech);
  ask (stage, speech);
  mock_desk_notice (stage->desk, "resolved", "Mia", "x");
  mock_desk_set_status (stage->desk, "resolved", "Mia");
  stage_wait (stage, "document.querySelector('.csat')");
}

static void
play_csat_comment (Stage *stage, const Speech *speech)
{
  play_csat (stage, speech);
  scene_press (stage, ".csat input[value=\"4\"]");
  stage_wait (stage, "!document.querySelector('.csat .rest').hidden");
}

static void
play_csat_failed (Stage *stage, const Speech *speech)
{
  play_csat_comment (stage, speech);
  mock_desk_fail (stage->desk, "POST */csat", 503, "unavailable", 1);
  scene_press (stage, ".csat .primary");
  stage_wait (stage, "document.querySelector('.csat .error').textContent");
}

static void
play_csat_thanks (Stage *stage, const Speech *speech)
{
  play_csat_comment (stage, speech);
  scene_press (stage, ".csat .primary");
  stage_wait (stage, "document.querySelector('.thanks')");
}

static void
play_closed (Stage *stage, const Speech *speech)
{
  scene_start (stage, speech);
  ask (stage, speech);
  mock_desk_notice (stage->desk, "resolved", "Mia", "x");
  mock_desk_set_status (stage->desk, "resolved", "Mia");
  stage_wait (stage, "document.querySelector('.closed')?.checkVisibility()");
}

const Scene scenes_chat[] = {
  { "chat-first", TRUE, play_first },
  { "chat-ai", TRUE, play_ai },
  { "chat-person", TRUE, play_person },
  { "chat-streaming", TRUE, play_streaming },
  { "chat-writing", TRUE, play_writing },
  { "chat-offers", TRUE, play_offers },
  { "chat-not-sent", TRUE, play_not_sent },
  { "chat-cut-off", TRUE, play_cut_off },
  { "chat-files", TRUE, play_files },
  { "chat-emoji", TRUE, play_emoji },
  { "chat-menu", TRUE, play_menu },
  { "chat-call-back", TRUE, play_call_back },
  { "chat-csat", TRUE, play_csat },
  { "chat-csat-comment", TRUE, play_csat_comment },
  { "chat-csat-failed", TRUE, play_csat_failed },
  { "chat-csat-thanks", TRUE, play_csat_thanks },
  { "chat-closed", TRUE, play_closed },
  { NULL, FALSE, NULL },
};
