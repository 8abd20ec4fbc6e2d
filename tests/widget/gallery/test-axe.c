/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/gallery/scene.h"

#include <string.h>

/* What axe has against any screen, in the frame and on the page around it. */

static char *axe; /* the program, which judges the document that it runs in */

static const char judge[] =
    "axe.run(document, { iframes: false, runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', "
    "'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }, rules: { 'target-size': { enabled: "
    "true } } }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + "
    "nodes.map(n => n.target + ' ' + n.html + ' ' + n.failureSummary).join('\\n  ')).join('\\n'))";

static void
assert_flawless (Stage *stage, const char *where, const char *look)
{
  g_autofree char *flaws = NULL;

  if (!bht_page_holds (stage->page, where, "window.axe"))
    bht_page_run (stage->page, where, axe);
  flaws = bht_page_eval (stage->page, where, judge);
  if (*flaws != '\0')
    {
      g_test_fail_printf ("%s, %s", where != NULL ? "the frame" : "the page", look);
      g_test_message ("%s", flaws);
    }
}

static void
judge_scene (Stage *stage, const Scene *scene, const char *look)
{
  scene_settle (stage, scene);
  if (scene->in_frame)
    assert_flawless (stage, FRAME, look);
  assert_flawless (stage, BHT_TOP, look);
}

static void
test_scene (Stage *stage, gconstpointer data)
{
  const Scene *scene = data;

  scene->play (stage, speech_find ("en"));
  bht_page_set_media (stage->page, "prefers-color-scheme", "light");
  judge_scene (stage, scene, "light");
  bht_page_set_media (stage->page, "prefers-color-scheme", "dark");
  judge_scene (stage, scene, "dark");
  bht_page_set_viewport (stage->page, 320, 640, 1);
  judge_scene (stage, scene, "dark at 320 pixels");
}

/* It would say so. */
static void
test_judge (Stage *stage)
{
  g_autofree char *found = NULL;

  scene_start (stage, speech_find ("en"));
  bht_page_run (stage->page, FRAME,
                "document.querySelector('.send').removeAttribute('aria-label'); "
                "document.querySelector('h1').style.color = '#ddd'");
  bht_page_run (stage->page, FRAME, axe);
  found = bht_page_eval (stage->page, FRAME, judge);
  g_assert_nonnull (strstr (found, "button-name: "));
  g_assert_nonnull (strstr (found, "color-contrast: "));
}

static void
add_scene (const Scene *scene)
{
  g_autofree char *path = g_strconcat ("/widget/axe/", scene->name, NULL);

  stage_add_with (path, test_scene, scene);
}

static void
add_tests (void)
{
  stage_add ("/widget/axe/judges", test_judge);
  scenes_each (add_scene);
}

int
main (int argc, char **argv)
{
  const char *path = g_getenv ("BHT_AXE");
  int status;

  if (path == NULL || !g_file_get_contents (path, &axe, NULL, NULL))
    {
      g_print ("1..0 # SKIP axe-core is not installed: run tests/run.sh where npm reaches a "
               "registry\n");
      return 0;
    }
  status = stage_run (argc, argv, add_tests);
  g_free (axe);
  return status;
}
