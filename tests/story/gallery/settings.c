/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/gallery/settings.h"

#include "console/ui/settings/bhc-settings-topics.h"
#include "console/ui/settings/bhc-settings-window.h"

#include <libintl.h>

static gboolean
press (GtkWidget *button) /* (nullable) */
{
  if (button != NULL)
    g_signal_emit_by_name (button, "clicked");
  return button != NULL;
}

/* The first that is seen.  Returns: (nullable) */
static GtkWidget *
find_styled (GtkWidget *root, const char *style)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (gtk_widget_has_css_class (root, style) && gtk_widget_is_sensitive (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_styled (child, style);
  return found;
}

/* ---- records ---- */

/* Where another record is made. */
static void
take_new (Camera *camera, GtkWidget *window, const BhcCollection *collection, const char *name)
{
  if (collection->add != NULL &&
      press (ui_find (window, GTK_TYPE_BUTTON, gettext (collection->add))))
    camera_take_newest (camera, window, name);
}

/* The @nth list of records on the page.  Returns: (nullable) */
static GtkWidget *
find_group (GtkWidget *window, guint nth)
{
  GType type = g_type_from_name ("BhcCollectionGroup");
  GtkWidget *group = ui_find (window, type, NULL);

  while (group != NULL && nth > 0)
    {
      group = gtk_widget_get_next_sibling (group);
      nth -= group != NULL && G_TYPE_CHECK_INSTANCE_TYPE (group, type) ? 1 : 0;
    }
  return group;
}

/* Its window, and what is asked before it is deleted. */
static void
take_open (Camera *camera, GtkWidget *sheet, const char *name)
{
  g_autofree char *end = g_strconcat (name, "-end", NULL);
  g_autofree char *question = g_strconcat (name, "-lose", NULL);

  camera_fit (camera, GTK_WINDOW (sheet));
  camera_take (camera, sheet, name);
  camera_take_end (camera, sheet, end);
  if (press (find_styled (sheet, "destructive-action")))
    camera_take_question (camera, sheet, question);
  gtk_window_destroy (GTK_WINDOW (sheet));
  ui_wait_frames (GTK_WIDGET (camera->ui->window), 2);
}

/* The last of those that there are: the first person is whoever looks. */
static void
take_record (Camera *camera, GtkWidget *window, guint nth, const char *name)
{
  GtkWidget *group = find_group (window, nth);
  GtkWidget *row = group != NULL ? ui_find (group, ADW_TYPE_ACTION_ROW, NULL) : NULL;
  GtkWidget *list = row != NULL ? gtk_widget_get_parent (row) : NULL;
  GtkWindow *sheet;

  if (list == NULL)
    return;
  row = gtk_widget_get_last_child (list);
  g_signal_emit_by_name (list, "row-activated", row);
  ui_wait_frames (row, 4);
  sheet = camera_find_front (camera, window);
  g_assert_nonnull (sheet);
  take_open (camera, GTK_WIDGET (sheet), name);
}

static void
take_sheets (Camera *camera, GtkWidget *window, const BhcSettingsTopic *topic)
{
  for (guint i = 0; i < G_N_ELEMENTS (topic->collections) && topic->collections[i] != NULL; i++)
    {
      g_autofree char *made = g_strdup_printf ("sheet-%s-%u", topic->name, i);
      g_autofree char *kept = g_strdup_printf ("record-%s-%u", topic->name, i);

      take_new (camera, window, topic->collections[i], made);
      take_record (camera, window, i, kept);
    }
}

/* ---- a secret ---- */

static gboolean
is_told (gpointer unused)
{
  GtkWidget *told = ui_find_question ();

  return told != NULL && ui_shows (told, gettext ("The New Secret"));
}

/* A new one is asked for twice: what is asked is taken, then answered. */
static void
take_secret (Camera *camera, GtkWidget *window)
{
  GtkWidget *trial;

  bhc_settings_window_open (BHC_SETTINGS_WINDOW (window), "site");
  ui_wait_frames (window, 4);
  trial = ui_find (window, g_type_from_name ("BhcTrialView"), NULL);
  press (ui_find (trial, GTK_TYPE_BUTTON, NULL));
  camera_take_question (camera, window, "secret-asked");
  press (ui_find (trial, GTK_TYPE_BUTTON, NULL));
  ui_answer_question ("yes");
  ui_wait_until (is_told, NULL);
  camera_take_question (camera, window, "secret-told");
}

/* ---- */

static void
take_topic (Camera *camera, GtkWidget *window, const BhcSettingsTopic *topic)
{
  g_autofree char *name = g_strconcat ("settings-", topic->name, NULL);
  g_autofree char *end = g_strconcat (name, "-end", NULL);

  bhc_settings_window_open (BHC_SETTINGS_WINDOW (window), topic->name);
  camera_take (camera, window, name);
  camera_take_end (camera, ui_find (window, g_type_from_name ("BhcTopicPage"), NULL), end);
  take_sheets (camera, window, topic);
}

void
settings_take (Camera *camera)
{
  GtkWidget *window = bhc_settings_window_new (camera->ui->window, camera->ui->desk);

  camera_fit (camera, GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_frames (window, 4);
  camera_take (camera, window, "settings");
  for (guint i = 0; bhc_settings_topics[i].name != NULL; i++)
    take_topic (camera, window, &bhc_settings_topics[i]);
  take_secret (camera, window);
  gtk_window_destroy (GTK_WINDOW (window));
}
