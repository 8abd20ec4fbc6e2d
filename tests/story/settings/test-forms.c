/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia goes through forms of the settings: on each she first writes what cannot be, is told so
 * at once, writes what can be, saves by a key, and the daemon has it.  The real window, real keys,
 * the real daemon. */
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"
#include "tests/story/settings/pages.h"

#define FORTY_ONE "A name that is longer than it is good for"

static Scene scene;

/* A page of the settings, a field of it, and what becomes of what is typed there. */
typedef struct
{
  const char *topic;
  AtspiRole role;
  const char *field;
  const char *wrong;     /* (nullable) is typed first, where anything can be wrong … */
  const char *complaint; /* … and what the window says of it then */
  const char *right;
  const char *path; /* of the daemon … */
  const char *kept; /* … and what it answers there in the end */
} Page;

static const Page pages[] = {
  { "Assistant", FIELD, "Name", FORTY_ONE, "Name: 40 characters at most", "Bellboy",
    "/v1/desk/organization", "\"ai_name\":\"Bellboy\"" },
  { "Persona", FIELD, "Tone", NULL, NULL, "warm and brief", "/v1/desk/ai",
    "\"tone\":\"warm and brief\"" },
  { "Models", FIELD, "Embedding Model", NULL, NULL, "bge-m3", "/v1/desk/ai",
    "\"embedding_model\":\"bge-m3\"" },
  { "Limits", ATSPI_ROLE_SPIN_BUTTON, "Answers for a Visitor*", NULL, NULL, "20", "/v1/desk/ai",
    "\"visitor_messages\":20" },
  { "Conversation Rules", FIELD, "Time Zone of the Hours", "Berlin",
    "Time Zone of the Hours: a name such as Europe/Berlin", "Europe/Berlin", "/v1/desk/ai",
    "\"time_zone\":\"Europe/Berlin\"" },
  { "Widget", FIELD, "Title", FORTY_ONE FORTY_ONE, "Title: ?? characters at most", "Ask us",
    "/v1/desk/widget", "\"title\":\"Ask us\"" },
  { "On Your Site", FIELD, "Sites", "shop.example", "Sites: each such as *", "https://shop.example",
    "/v1/desk/organization", "\"https://shop.example\"" },
  { "Profile", FIELD, "Your Name", "", "Your Name: a name is needed", "Mia Brandt", "/v1/desk/me",
    "\"name\":\"Mia Brandt\"" },
};

static void
test_page (gconstpointer data)
{
  const Page *page = data;
  g_autofree char *picture = g_strconcat ("settings-page-", page->topic, NULL);

  pages_open (scene.window, page->topic);
  if (page->wrong != NULL)
    {
      pages_fill_in (scene.window, page->field, page->wrong);
      window_see (scene.window, ANYTHING, page->complaint);
      window_picture (picture);
    }
  if (page->role == FIELD)
    pages_fill_in (scene.window, page->field, page->right);
  else
    pages_set_number (scene.window, page->field, page->right);
  if (page->wrong != NULL)
    window_see_no (scene.window, ANYTHING, page->complaint);
  pages_save (scene.window);
  desk_await (scene.mia, page->path, page->kept);
  pages_leave (scene.window);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  scene_open (&scene, NULL);
  scene_show (&scene);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/story/settings/%02u-%s", i + 1, pages[i].topic);

      g_test_add_data_func (path, &pages[i], test_page);
    }
  status = g_test_run ();
  scene_close (&scene);

  return status;
}
