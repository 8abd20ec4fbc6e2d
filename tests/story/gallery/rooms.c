/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/gallery/rooms.h"
#include "tests/story/gallery/settings.h"
#include "tests/story/gallery/writing.h"

#include "console/model/directory/bhc-colleague.h"
#include "console/model/directory/bhc-directory.h"

/* ---- what a hand does ---- */

/* The first widget below @root that is seen and does @action.  Returns: (nullable) */
static GtkWidget *
find_doer (GtkWidget *root, const char *action)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_BUTTON (root) && gtk_widget_is_sensitive (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_doer (child, action);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
press (GtkWidget *button) /* (nullable) */
{
  if (button != NULL)
    g_signal_emit_by_name (button, "clicked");
  return button != NULL;
}

static void
press_doer (Camera *camera, const char *action, const char *name)
{
  if (press (find_doer (GTK_WIDGET (camera->ui->window), action)))
    camera_take_front (camera, name);
}

static GtkWidget *
find_in_composer (Camera *camera, const char *name)
{
  GtkWidget *composer =
      ui_find (GTK_WIDGET (camera->ui->window), g_type_from_name ("BhcComposer"), NULL);

  return ui_find_named (composer, name);
}

void
rooms_write_reply (Camera *camera, const char *words)
{
  GtkWidget *text = find_in_composer (camera, "text");

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), words, -1);
  ui_wait_frames (text, 2);
}

void
rooms_send_reply (Camera *camera)
{
  press (find_in_composer (camera, "send"));
}

/* The @nth of the list that is seen. */
static void
open_nth (Camera *camera, guint nth)
{
  GtkWidget *list = ui_find (GTK_WIDGET (camera->ui->window), GTK_TYPE_LIST_VIEW, NULL);
  GtkSelectionModel *items = list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;

  if (items == NULL || nth >= g_list_model_get_n_items (G_LIST_MODEL (items)))
    return;
  gtk_selection_model_select_item (items, nth, TRUE);
  g_signal_emit_by_name (list, "activate", nth);
  ui_wait_frames (list, 4);
}

/* ---- the rooms ---- */

static void
take_inbox (Camera *camera)
{
  static const char *const views[] = { "0", "1", "2", "3", "4", "5", "6", "7" };
  GtkWidget *window = GTK_WIDGET (camera->ui->window);

  camera_act (camera, "places.show", "'inbox'");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *name = g_strconcat ("inbox-view-", views[i], NULL);

      camera_act (camera, "desk.view", views[i]);
      camera_take_main (camera, name);
    }
  camera_act (camera, "desk.view", "5");
  camera_take_menus (camera, window, "inbox");
  press (ui_find_named (window, "choose"));
  gtk_selection_model_select_all (
      gtk_list_view_get_model (GTK_LIST_VIEW (ui_find (window, GTK_TYPE_LIST_VIEW, NULL))));
  camera_take_main (camera, "inbox-choosing");
  press (ui_find_named (window, "choose"));
}

/* One that waits, one of one's own, one that is resolved. */
static void
take_conversations (Camera *camera)
{
  static const char *const views[][2] = { { "0", "waiting" },
                                          { "1", "mine" },
                                          { "6", "resolved" } };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      camera_act (camera, "desk.view", views[i][0]);
      ui_wait_frames (GTK_WIDGET (camera->ui->window), 4);
      camera_act (camera, "desk.walk", "1");
      camera_take_main (camera, views[i][1]);
      if (i == 1)
        {
          writing_take (camera);
          rooms_write_reply (camera, "I have asked the workshop, and your bell is on its way.");
          camera_take_main (camera, "writing");
          rooms_send_reply (camera);
          camera_take_main (camera, "taking-back");
        }
      camera_act (camera, "desk.back", NULL);
    }
}

static void
take_conversation (Camera *camera)
{
  static const char *const windows[][2] = {
    { "transfer", "conversation.transfer" }, { "snooze-until", "conversation.snooze-until" },
    { "erase", "conversation.erase" },       { "why", "conversation.explain" },
    { "contact-edit", "contact.edit" },      { "contact-mail", "contact.mail" },
    { "contact-merge", "contact.merge" },    { "contact-block", "contact.block" },
    { "contact-erase", "contact.erase" },
  };

  camera_act (camera, "desk.view", "5");
  ui_wait_frames (GTK_WIDGET (camera->ui->window), 4);
  camera_act (camera, "desk.walk", "1");
  camera_take_main (camera, "conversation");
  camera_take_menus (camera, GTK_WIDGET (camera->ui->window), "conversation");
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    camera_take_window (camera, windows[i][0], windows[i][1], NULL);
  camera_act (camera, "conversation.note", NULL);
  camera_take_main (camera, "note");
  camera_act (camera, "conversation.find", NULL);
  camera_take_main (camera, "find-in-conversation");
  camera_act (camera, "desk.contact", NULL);
  camera_take_main (camera, "contact");
  camera_act (camera, "desk.contact", NULL);
  camera_act (camera, "desk.back", NULL);
}

static void
take_places (Camera *camera)
{
  static const char *const places[] = { "search", "contacts", "knowledge", "insights", "team" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *target = g_strdup_printf ("'%s'", places[i]);

      camera_act (camera, "places.show", target);
      camera_take_main (camera, places[i]);
      camera_take_menus (camera, GTK_WIDGET (camera->ui->window), places[i]);
    }
}

static void
search (Camera *camera, const char *words, const char *name)
{
  GtkWidget *entry = ui_find (GTK_WIDGET (camera->ui->window), GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  ui_wait_frames (entry, 30);
  camera_take_main (camera, name);
}

/* So that what is below it is seen. */
static void
scroll_to (GtkWidget *inside)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (inside, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (inside, scroller, &bounds))
    gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + bounds.origin.y - 20);
}

static void
take_in_places (Camera *camera)
{
  GListModel *colleagues = bhc_directory_get_colleagues (bhc_desk_get_directory (camera->ui->desk));
  g_autoptr (BhcColleague) colleague = g_list_model_get_item (colleagues, 0);
  g_autofree char *whom = g_strdup_printf ("'%s'", bhc_colleague_get_id (colleague));

  camera_act (camera, "places.show", "'search'");
  search (camera, "bike", "search-found");
  search (camera, "zeppelin", "search-nothing");
  camera_act (camera, "places.show", "'contacts'");
  open_nth (camera, 0);
  camera_take_main (camera, "contacts-one");
  camera_act (camera, "places.show", "'insights'");
  press (ui_find_named (GTK_WIDGET (camera->ui->window), "as_table"));
  scroll_to (ui_find_named (GTK_WIDGET (camera->ui->window), "as_table"));
  camera_take_main (camera, "insights-table");
  camera_act (camera, "places.open-whispers", whom);
  camera_take_main (camera, "whispers");
}

static void
take_knowledge (Camera *camera)
{
  static const char *const sections[] = { "'articles'", "'gaps'", "'phrasings'", "'playground'" };

  camera_act (camera, "places.show", "'knowledge'");
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *name = g_strdup_printf ("knowledge-%u", i);

      camera_act (camera, "knowledge.show", sections[i]);
      camera_take_main (camera, name);
    }
  camera_act (camera, "knowledge.show", sections[1]);
  ui_wait_frames (GTK_WIDGET (camera->ui->window), 20);
  press_doer (camera, "gaps.write", "gap-write");
  press_doer (camera, "gaps.link", "gap-link");
  camera_act (camera, "knowledge.show", sections[0]);
  ui_wait_frames (GTK_WIDGET (camera->ui->window), 20);
  camera_take_window (camera, "new-article", "articles.new", NULL);
  camera_take_window (camera, "import", "articles.import", NULL);
  open_nth (camera, 0);
  camera_take_main (camera, "article");
  camera_take_window (camera, "article-edit", "article.edit", NULL);
  camera_take_window (camera, "article-delete", "article.delete", NULL);
  camera_act (camera, "places.show", "'inbox'");
}

/* What the palette finds for a word: commands, conversations, articles. */
static void
take_palette (Camera *camera)
{
  GtkWidget *palette;

  camera_take_window (camera, "palette", "win.palette", NULL);
  camera_act (camera, "win.palette", NULL);
  palette = GTK_WIDGET (camera_find_front (camera, NULL));
  gtk_editable_set_text (GTK_EDITABLE (ui_find_named (palette, "entry")), "Ada");
  ui_wait_frames (palette, 30);
  camera_take_front (camera, "palette-found");
}

static void
take_windows (Camera *camera)
{
  take_palette (camera);
  camera_take_window (camera, "preferences", "win.preferences", NULL);
  camera_take_window (camera, "help", "win.help", NULL);
  camera_take_window (camera, "shortcuts", "win.shortcuts", NULL);
}

void
rooms_take (Camera *camera)
{
  take_inbox (camera);
  take_conversation (camera);
  take_places (camera);
  take_in_places (camera);
  take_knowledge (camera);
  take_windows (camera);
  settings_take (camera);
  take_conversations (camera);
}

void
rooms_take_empty (Camera *camera)
{
  static const char *const places[] = { "inbox", "contacts", "knowledge", "insights", "team" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *target = g_strdup_printf ("'%s'", places[i]);
      g_autofree char *name = g_strconcat ("first-", places[i], NULL);

      camera_act (camera, "places.show", target);
      camera_take_main (camera, name);
    }
}

void
rooms_take_offline (Camera *camera)
{
  static const char *const places[] = { "search", "contacts", "knowledge", "insights", "team" };

  camera_take_main (camera, "offline");
  camera_act (camera, "desk.view", "0");
  ui_wait_frames (GTK_WIDGET (camera->ui->window), 4);
  camera_act (camera, "desk.walk", "1");
  rooms_write_reply (camera, "This waits until there is a connection.");
  rooms_send_reply (camera);
  camera_take_main (camera, "offline-waiting");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *target = g_strdup_printf ("'%s'", places[i]);
      g_autofree char *name = g_strconcat ("offline-", places[i], NULL);

      camera_act (camera, "places.show", target);
      camera_take_main (camera, name);
    }
}
