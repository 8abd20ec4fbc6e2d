/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia adds what the settings hold more than one of: each is refused while its first field is wrong,
 * kept when it is right, and stands in the window and at the daemon.  The real window, real keys,
 * the real daemon. */
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"
#include "tests/story/settings/pages.h"

static Scene scene;

#define FORTY_ONE "A name that is longer than it is good for"

/* One thing that there are several of, and its form. */
typedef struct
{
  const char *topic;
  const char *add; /* the button that opens the form */
  const char *field;
  const char *wrong;     /* is typed first … */
  const char *complaint; /* … and what the form says of it at once */
  const char *right;
  const char *checked; /* (nullable) a box that is checked as well */
  const char *told;    /* (nullable) what is told once, when it is made */
  const char *path;    /* of the daemon … */
  const char *kept;    /* … and what it answers there in the end */
} Kind;

static const Kind kinds[] = {
  { "Teams", "Add a Team", "Name", FORTY_ONE, "Name: 40 characters at most", "Workshop", "Sam",
    NULL, "/v1/desk/directory", "\"name\":\"Workshop\",\"members\":[\"" },
  { "Labels", "Add a Label", "Name", FORTY_ONE, "Name: 40 characters at most", "Refund", NULL, NULL,
    "/v1/desk/directory", "\"name\":\"Refund\"" },
  { "API Keys", "Add a Key", "Name", FORTY_ONE FORTY_ONE, "Name: 80 characters at most", "Our shop",
    NULL, "The New Secret", "/v1/desk/keys", "\"name\":\"Our shop\"" },
  { "Webhooks", "Add a Webhook", "Address", "shop.example", "Address: an address with https:// *",
    "https://shop.example/hook", "A conversation begins", "The New Secret", "/v1/desk/webhooks",
    "\"url\":\"https://shop.example/hook\"" },
};

static void
check (const char *box)
{
  keyboard_walk (scene.window->root, "Tab", ATSPI_ROLE_CHECK_BOX, box);
  keyboard_press ("space");
  window_see_checked (scene.window, ATSPI_ROLE_CHECK_BOX, box);
}

static void
read_once (const char *title)
{
  window_see (scene.window, ANYTHING, title);
  window_picture ("settings-secret");
  keyboard_press ("Escape");
  window_see_no (scene.window, ANYTHING, title);
}

static void
test_kind (gconstpointer data)
{
  const Kind *kind = data;
  g_autofree char *row = g_strconcat (kind->right, "*", NULL);
  g_autofree char *picture = g_strconcat ("settings-kind-", kind->topic, NULL);

  pages_open (scene.window, kind->topic);
  window_press (scene.window, BUTTON, kind->add);
  pages_fill_in (scene.window, kind->field, kind->wrong);
  window_see (scene.window, ANYTHING, kind->complaint);
  window_picture (picture);
  pages_fill_in (scene.window, kind->field, kind->right);
  window_see_no (scene.window, ANYTHING, kind->complaint);
  if (kind->checked != NULL)
    check (kind->checked);
  keyboard_press ("alt+a");
  if (kind->told != NULL)
    read_once (kind->told);
  window_see (scene.window, ROW, row);
  desk_await (scene.mia, kind->path, kind->kept);
  pages_leave (scene.window);
}

/* What is sent to a server stands there, with what has become of it. */
static void
test_a_delivery_is_listed (void)
{
  pages_open (scene.window, "Webhooks");
  keyboard_walk (scene.window->root, "Tab", ROW, "https://shop.example/hook*");
  keyboard_press ("Return");
  window_press (scene.window, BUTTON, "Send");
  window_see (scene.window, WORDS, "A test is on its way.*");
  keyboard_press ("Escape");
  window_see (scene.window, ROW, "Test*");
  window_picture ("settings-deliveries");
  pages_leave (scene.window);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  scene_open (&scene, NULL);
  scene_show (&scene);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/story/records/%u-%s", i + 1, kinds[i].topic);

      g_test_add_data_func (path, &kinds[i], test_kind);
    }
  g_test_add_func ("/story/records/5-a-delivery-is-listed", test_a_delivery_is_listed);
  status = g_test_run ();
  scene_close (&scene);

  return status;
}
