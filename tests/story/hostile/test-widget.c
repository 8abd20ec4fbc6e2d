/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Script in anything a stranger can write never runs in a visitor's browser: the real daemon, the
 * real widget on a page of another origin that forbids nothing. */
#include "tests/browser/bht-browser.h"
#include "tests/browser/bht-quote.h"
#include "tests/story/hostile/foreign.h"
#include "tests/story/hostile/texts.h"
#include "tests/widget/mock-desk.h"

#include <string.h>

#define FRAME "/widget/frame"

typedef struct
{
  Foreign desk;
  MockShop *shop;
  BhtBrowser *browser;
  BhtPage *page;
} Story;

static Story story;

/* Runs before every document's own scripts.  Whatever gets through is kept in “hacks”, also where
 * only the policy stood in its way.  Closed shadow trees are opened, so that they can be looked at.
 */
static const char canary[] =
    "window.hacks = [];"
    "Object.defineProperty(window, 'hacked', { set: (value) => hacks.push('hacked ' + value) });"
    "for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {"
    "  window[name] = () => { hacks.push(name); };"
    "}"
    "document.addEventListener('securitypolicyviolation', (event) =>"
    "  hacks.push('policy ' + event.violatedDirective + ' ' + event.blockedURI));"
    "const attach = Element.prototype.attachShadow;"
    "Element.prototype.attachShadow = function (options) {"
    "  return attach.call(this, { ...options, mode: 'open' });"
    "};";

/* Everything in the document that must not be there; "" where all is well. */
static const char look[] =
    "(() => {"
    "  const known = new Set(('html head meta title link style script body main header footer "
    "section article div span p a b strong em i code pre ul ol li h1 h2 h3 h4 br hr button input "
    "textarea label select option form svg path circle rect g line polyline img nav time small details summary "
    "fieldset legend dialog table tr td th tbody blockquote kbd dl dt dd audio bellhop-widget "
    "template iframe noscript').split(' '));"
    "  const bad = [...hacks];"
    "  const own = (address) => ['', 'data:,'].includes(address) || address.startsWith('blob:') ||"
    "    new URL(address, location.href).origin === new URL(WIDGET).origin;"
    "  const judge = (element) => {"
    "    const name = element.localName;"
    "    if (!known.has(name)) bad.push('element ' + name);"
    "    for (const { name: attribute, value } of element.attributes) {"
    "      if (/^on|^srcdoc$|^formaction$/i.test(attribute)) bad.push('attribute ' + attribute);"
    "      if (/^(href|action|xlink:href|data|src)$/i.test(attribute) &&"
    "          /^\\s*(javascript|vbscript|data):./i.test(value) && value !== 'data:,')"
    "        bad.push(attribute + ' ' + value);"
    "      if (['img', 'iframe', 'script', 'link', 'audio'].includes(name) &&"
    "          ['src', 'href'].includes(attribute) && !own(value)) bad.push(name + ' ' + value);"
    "    }"
    "    if (name === 'script' && !element.src && element.type !== 'application/json')"
    "      bad.push('script ' + element.textContent);"
    "  };"
    "  const walk = (root) => root.querySelectorAll('*').forEach((element) => {"
    "    judge(element);"
    "    if (element.shadowRoot) walk(element.shadowRoot);"
    "  });"
    "  walk(document);"
    "  return bad.join('\\n');"
    "})()";

/* In @where stands nothing but text, and nothing has run. */
static void
assert_clean (const char *where, const char *text, const char *moment)
{
  g_autofree char *desk = bht_quote (bht_bellhopd_url (story.desk.daemon));
  g_autoptr (GString) script = g_string_new (look);
  g_autofree char *bad = NULL;

  g_string_replace (script, "WIDGET", desk, 0);
  bad = bht_page_eval (story.page, where, script->str);
  if (*bad != '\0')
    g_error ("“%s”, %s, in %s: %s", text, moment, where != BHT_TOP ? "the frame" : "the page", bad);
  g_assert_cmpint (g_atomic_int_get (&story.desk.beacon.requests), ==, 0);
}

static void
assert_all_clean (const char *text, const char *moment)
{
  assert_clean (BHT_TOP, text, moment);
  assert_clean (FRAME, text, moment);
}

static void
run_with_text (const char *where, const char *format, const char *text)
{
  g_autofree char *quoted = bht_quote (text);
  g_autoptr (GString) script = g_string_new (format);

  g_string_replace (script, "TEXT", quoted, 0);
  bht_page_wait (story.page, where, script->str);
}

/* A greeting beside the launcher, then the form. */
static void
arrive (const char *text)
{
  g_clear_pointer (&story.page, bht_page_free);
  story.page = bht_page_new (story.browser);
  bht_page_prepare (story.page, canary);
  bht_page_set_media (story.page, "prefers-reduced-motion", "reduce");
  bht_page_open (story.page, mock_shop_origin (story.shop));
  run_with_text (BHT_TOP,
                 "document.querySelector('bellhop-widget')?.shadowRoot"
                 ".querySelector('.take')?.textContent.trim() === TEXT.trim()",
                 text);
  assert_clean (BHT_TOP, text, "greeted");
  bht_page_run (
      story.page, BHT_TOP,
      "[...document.querySelector('bellhop-widget').shadowRoot.querySelectorAll('button')]"
      ".find(b => b.getAttribute('aria-label') === 'Open chat').click()");
  bht_page_wait (story.page, FRAME, "document.querySelector('select option:nth-child(2)')");
  run_with_text (
      FRAME,
      "[...document.querySelectorAll('label')].some(l => l.textContent.includes(TEXT.trim()))",
      text);
  assert_all_clean (text, "at the form");
}

/* The thread of somebody who was here before. */
static void
come_back (const ForeignVisitor *visitor)
{
  g_autofree char *script = g_strdup_printf (
      "const keep = (key, value) => localStorage.setItem(`bellhop.demo.${key}`, value);"
      "keep('token', '%s'); keep('conversation', '%s');"
      "setTimeout(() => location.reload(), 1)",
      visitor->token, visitor->conversation);

  bht_page_run (story.page, FRAME, script);
  bht_page_wait (story.page, FRAME, "document.querySelector('.banner.live')");
}

static void
assert_thread (const ForeignVisitor *visitor)
{
  run_with_text (FRAME,
                 "[...document.querySelectorAll('.visitor .bubble')]"
                 ".some(b => b.textContent.includes(TEXT))",
                 visitor->text);
  bht_page_wait (story.page, FRAME, "document.querySelectorAll('.card-file').length === 2");
  bht_page_wait (story.page, FRAME, "document.querySelectorAll('.operator .bubble').length === 1");
  bht_page_wait (story.page, FRAME, "document.querySelectorAll('.ai .bubble').length >= 1");
  bht_page_wait (story.page, FRAME, "document.querySelector('.sources li, .choices button')");
  bht_page_run (story.page, FRAME,
                "document.querySelectorAll('summary').forEach(s => s.click())"); /* unfolds */
  assert_all_clean (visitor->text, "in the thread");
  bht_page_run (story.page, FRAME,
                "document.querySelectorAll('a, .bubble').forEach((node) => {"
                "  for (const type of ['mouseover', 'focus', 'error', 'load'])"
                "    node.dispatchEvent(new Event(type));"
                "  if (node.localName === 'a') {"
                "    node.removeAttribute('target');"
                "    if (!/^(https?|mailto):$/.test(node.protocol)) node.click();"
                "  }"
                "})");
  assert_all_clean (visitor->text, "after it was touched");
}

static void
test_text (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (ForeignVisitor) visitor = { NULL };
  g_autoptr (JsonObject) letter = NULL;

  foreign_decide (&story.desk, i);
  foreign_play (&story.desk, i, &visitor);
  arrive (visitor.text);
  come_back (&visitor);
  assert_thread (&visitor);
  letter = foreign_end (&story.desk, &visitor);
  bht_page_wait (story.page, FRAME, "document.querySelector('.notice')");
  assert_all_clean (visitor.text, "at the end");
}

/* What a tool would do is told with the arguments that a model made up. */
static void
test_tools_are_text (void)
{
  g_auto (ForeignVisitor) visitor = { NULL };
  Emulator model = { NULL };

  emulator_init (&model);
  foreign_decide (&story.desk, 1);
  foreign_offer (&story.desk, 1, &model, &visitor);
  arrive (visitor.text);
  come_back (&visitor);
  run_with_text (FRAME, "document.querySelector('.action p')?.textContent.includes(TEXT)",
                 "<img src=x onerror=hacked=1>");
  assert_all_clean (visitor.text, "as a tool");
  emulator_clear (&model);
}

/* A frame of the same page, which may reach everything but speaks in its own name. */
static void
test_foreign_windows_are_not_heard (void)
{
  g_auto (ForeignVisitor) visitor = { NULL };

  foreign_decide (&story.desk, 0);
  foreign_play (&story.desk, 0, &visitor);
  arrive (visitor.text);
  come_back (&visitor);
  bht_page_run (
      story.page, BHT_TOP,
      "new Promise((done) => {"
      "  const stranger = document.createElement('iframe');"
      "  stranger.srcdoc = '<script>"
      "    const root = parent.document.querySelector(\"bellhop-widget\").shadowRoot;"
      "    const chat = root.querySelector(\"iframe\").contentWindow;"
      "    for (const say of [\"hello\", \"reset\", \"panel\", \"fresh\"])"
      "      chat.postMessage({ bellhop: 1, say, open: false }, \"*\");"
      "    for (const words of [{ say: \"close\" }, { say: \"unread\", count: 9, label: \"x\" },"
      "                         { say: \"here\" }])"
      "      parent.postMessage({ bellhop: 1, ...words }, \"*\");"
      "    parent.told = true;"
      "  </script>';"
      "  stranger.onload = () => setTimeout(done, 300);"
      "  document.body.append(stranger);"
      "}).then(() => { if (!window.told) throw new Error('the stranger was not there'); })");
  bht_page_wait (story.page, FRAME, "document.querySelector('.banner.live')");
  g_assert_true (
      bht_page_holds (story.page, FRAME, "localStorage.getItem('bellhop.demo.token') !== null"));
  g_assert_true (bht_page_holds (story.page, BHT_TOP,
                                 "document.querySelector('bellhop-widget').shadowRoot"
                                 ".querySelector('.panel').classList.contains('open')"));
  g_assert_true (bht_page_holds (story.page, BHT_TOP,
                                 "document.querySelector('bellhop-widget').shadowRoot"
                                 ".querySelector('.badge').textContent !== '9'"));
}

static void
set_up (void)
{
  g_autofree char *html = NULL;
  g_autoptr (GError) error = NULL;

  foreign_open (&story.desk);
  html = g_strdup_printf ("<!DOCTYPE html><title>Shop</title><script async data-language=\"en\" "
                          "src=\"%s/widget/chat-widget.js\" data-organization-id=\"demo\"></script>"
                          "<h1>A shop</h1>",
                          bht_bellhopd_url (story.desk.daemon));
  story.shop = mock_shop_new (html);
  story.browser = bht_browser_new (&error);
  g_assert_no_error (error);
}

static void
tear_down (void)
{
  bht_page_free (story.page);
  bht_browser_free (story.browser);
  mock_shop_free (story.shop);
  foreign_close (&story.desk);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  for (guint i = 0; i < hostile_n_texts; i++)
    {
      g_autofree char *path = g_strdup_printf ("/story/hostile/widget/text-%02u-stays-text", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_text);
    }
  g_test_add_func ("/story/hostile/widget/tools-are-text", test_tools_are_text);
  g_test_add_func ("/story/hostile/widget/foreign-windows-are-not-heard",
                   test_foreign_windows_are_not_heard);
  status = g_test_run ();
  tear_down ();
  return status;
}
