/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/gallery/scene.h"

#include <string.h>

/* Every screen at every width and in every look: nothing is cut off, nothing leaves its place.  The
 * pictures go into the build folder; “contact-sheets” there makes one of each screen's. */

static const struct
{
  guint width, height;
  double scale;
  const char *name; /* NULL: measured, but no picture */
} sizes[] = {
  { 320, 640, 1, "320" },
  { 400, 800, 1, "400" },
  { 1200, 800, 1, "1200" },
  { 640, 360, 2, NULL }, /* 200 % of a laptop's 1280 by 720 */
};

static const struct
{
  const char *language, *scheme, *forced;
  const char *name;
} looks[] = {
  { "en", "light", "", "light" },        { "en", "dark", "", "dark" },
  { "en", "light", "active", "forced" }, { "ar", "light", "", "rtl" },
  { "de", "light", "", "german" },
};

/* What leaves the document or does not fit into itself; what scrolls by itself may hold more. */
static const char flaws[] =
    "(() => { const bad = []; const root = document.documentElement;"
    "const say = (what, e) => bad.push(`${what}: ${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`);"
    "if (root.scrollWidth > innerWidth) say(`scrolls sideways, ${root.scrollWidth}`, root);"
    "document.querySelectorAll('body *').forEach(e => {"
    "if (!e.checkVisibility() || e.closest('.voice, svg, .bubble :is(table, pre), .line-text bdi')) return;"
    "const r = e.getBoundingClientRect();"
    "if (r.width > 0 && (r.left < -.5 || r.right > innerWidth + .5)) say(`leaves, ${r.left} to ${r.right}`, e);"
    "if (e.matches('button, label, legend, summary, h1, h2, a, .tag, .title, .error, .notice, .bubble, .meta, p, select')"
    " && e.clientWidth > 0 && getComputedStyle(e).display !== 'inline') {"
    "if (e.scrollWidth > e.clientWidth + 1) say(`cut, ${e.scrollWidth} in ${e.clientWidth}`, e);"
    "if (e.scrollHeight > e.clientHeight + 1) say(`cut below, ${e.scrollHeight} in ${e.clientHeight}`, e) } });"
    "const head = document.querySelector('header').getBoundingClientRect();"
    "if (head.bottom > innerHeight) say('header below', document.body);"
    "const composer = [...document.querySelectorAll('.composer')].find(e => e.checkVisibility());"
    "if (composer && composer.getBoundingClientRect().bottom > innerHeight + .5) say('below', composer);"
    "return bad.join('\\n') })()";

static const char flaws_around[] =
    "(() => { const bad = []; const root = document.documentElement;"
    "if (root.scrollWidth > root.clientWidth) bad.push(`scrolls sideways, ${root.scrollWidth}`);"
    "document.querySelector('bellhop-widget').shadowRoot.querySelectorAll('*').forEach(e => {"
    "if (!e.checkVisibility({ visibilityProperty: true }) || e.closest('svg, style')) return;"
    "const r = e.getBoundingClientRect();"
    "if (r.width > 0 && (r.left < -.5 || r.right > innerWidth + .5 || r.top < -.5 || r.bottom > innerHeight + .5))"
    " bad.push(`leaves, ${r.left} ${r.top} ${r.right} ${r.bottom}: ${e.tagName}.${e.className}`);"
    "if (e.matches('button') && e.scrollWidth > e.clientWidth + 8) bad.push(`cut: ${e.textContent}`) });"
    "return bad.join('\\n') })()";

static void
assert_none (Stage *stage, const char *where, const char *script, const char *look)
{
  g_autofree char *found = bht_page_eval (stage->page, where, script);

  if (*found != '\0')
    {
      g_test_message ("%s: %s", look, found);
      g_test_fail ();
    }
}

static void
show (Stage *stage, const Scene *scene, const char *look, guint size)
{
  g_autofree char *name = g_strdup_printf ("%s-%s-%s", scene->name, look,
                                           sizes[size].name != NULL ? sizes[size].name : "zoomed");

  bht_page_set_viewport (stage->page, sizes[size].width, sizes[size].height, sizes[size].scale);
  scene_settle (stage, scene);
  if (scene->in_frame)
    assert_none (stage, FRAME, flaws, name);
  assert_none (stage, BHT_TOP, flaws_around, name);
  if (sizes[size].name != NULL)
    stage_picture (stage, name);
}

static void
show_in (Stage *stage, const Scene *scene, const char *language)
{
  scene->play (stage, speech_find (language));
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      if (strcmp (looks[i].language, language) != 0)
        continue;
      bht_page_set_media (stage->page, "prefers-color-scheme", looks[i].scheme);
      bht_page_set_media (stage->page, "forced-colors", looks[i].forced);
      for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
        show (stage, scene, looks[i].name, size);
    }
}

static void
test_english (Stage *stage, gconstpointer scene)
{
  show_in (stage, scene, "en");
}

static void
test_arabic (Stage *stage, gconstpointer scene)
{
  show_in (stage, scene, "ar");
}

static void
test_german (Stage *stage, gconstpointer scene)
{
  show_in (stage, scene, "de");
}

static void
add_scene (const Scene *scene)
{
  static const struct
  {
    const char *language;
    void (*test) (Stage *stage, gconstpointer scene);
  } languages[] = { { "en", test_english }, { "ar", test_arabic }, { "de", test_german } };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/widget/gallery/%s/%s", languages[i].language, scene->name);

      stage_add_with (path, languages[i].test, scene);
    }
}

static void
add_tests (void)
{
  scenes_each (add_scene);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
