/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A transcript as it is read: what is new, what came meanwhile, what is looked for. */
#include "console/model/bhc-conversation-private.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/writing/writing-window.h"

static void
show (UiFixture *fixture, const char *id)
{
  writing_window_show (fixture, id, WRITING_WIDTH, WRITING_HEIGHT);
}

static void
say_as_ada (UiFixture *fixture, const char *body)
{
  const BhMessage fields = { .seq = 2000,
                             .author = BH_AUTHOR_VISITOR,
                             .author_name = (char *) "Ada Lindqvist",
                             .body = (char *) body,
                             .created_us = SAMPLE_NOW };

  fake_desk_say (fixture->desk, "c1", &fields, NULL);
}

static gboolean
shows_new (gpointer data)
{
  return ui_shows (data, "New");
}

static void
test_first_unread (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (BhcTranscript) transcript = NULL;
  gboolean marked = FALSE;

  show (fixture, "c1"); /* two are unread */
  ui_wait_until (shows_new, fixture->window);
  transcript = bhc_desk_open_transcript (fixture->desk, "c1");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (transcript)); i++)
    {
      g_autoptr (BhcMessage) each = g_list_model_get_item (G_LIST_MODEL (transcript), i);

      g_object_get (each, "first-unread", &marked, NULL);
      if (marked)
        g_assert_cmpstr (bhc_message_get_record (each)->body, ==, "I am fine, thanks!");
    }
  writing_window_open (fixture, "c4");
  g_assert_false (ui_shows (GTK_WIDGET (fixture->window), "New"));
}

static gboolean
counts_two (gpointer data)
{
  GtkWidget *count = ui_find_named (data, "latest_count");

  return gtk_widget_get_mapped (count) &&
         g_str_equal (gtk_label_get_label (GTK_LABEL (count)), "2");
}

static void
test_counts_what_came (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *list;

  writing_window_show (fixture, "c1", 1100, 420);
  ui_wait_frames (GTK_WIDGET (fixture->window), 20);
  list = ui_find_named (ui_part (fixture, "transcript"), "list");
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)), 0);
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
  say_as_ada (fixture, "Hello?");
  say_as_ada (fixture, "Anybody?");
  ui_wait_until (counts_two, fixture->window);
}

static char *
read_clipboard (UiFixture *fixture)
{
  GdkContentProvider *content =
      gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)));
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  return g_value_dup_string (&value);
}

static void
test_copy (UiFixture *fixture, gconstpointer data)
{
  g_autofree char *copied = NULL;

  show (fixture, "c1");
  gtk_widget_activate_action (ui_find_named (ui_part (fixture, "transcript"), "list"),
                              "message.copy", "s", "I am fine, thanks!");
  copied = read_clipboard (fixture);
  g_assert_cmpstr (copied, ==, "I am fine, thanks!");
}

static gboolean
shows_draft (gpointer data)
{
  return ui_shows (data, "Draft: half a sen");
}

static void
test_draft_in_the_inbox (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (BhcConversation) conversation = NULL;

  show (fixture, "c2");
  conversation = bhc_desk_find_conversation (fixture->desk, "c1");
  bhc_conversation_set_draft (conversation, "half a sen");
  ui_wait_until (shows_draft, fixture->window);
}

static gboolean
counts_three (gpointer data)
{
  return ui_shows (data, "3 of 3");
}

static gboolean
counts_first (gpointer data)
{
  return ui_shows (data, "1 of 3");
}

static gboolean
finds_nothing (gpointer data)
{
  return ui_shows (data, "Not found");
}

/* Whether something is marked in a label, as it is drawn. */
static gboolean
is_lit (GtkWidget *root)
{
  PangoAttrList *drawn = GTK_IS_LABEL (root)
                             ? pango_layout_get_attributes (gtk_label_get_layout (GTK_LABEL (root)))
                             : NULL;
  GSList *attributes = drawn != NULL ? pango_attr_list_get_attributes (drawn) : NULL;
  gboolean lit = FALSE;

  for (GSList *l = attributes; l != NULL; l = l->next)
    lit = lit || ((PangoAttribute *) l->data)->klass->type == PANGO_ATTR_BACKGROUND;
  g_slist_free_full (attributes, (GDestroyNotify) pango_attribute_destroy);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !lit;
       child = gtk_widget_get_next_sibling (child))
    lit = is_lit (child);

  return lit;
}

static void
test_find (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *entry;

  show (fixture, "c1");
  g_assert_true (gtk_widget_activate_action (
      ui_find_named (ui_part (fixture, "transcript"), "list"), "conversation.find", NULL));
  entry = ui_part (fixture, "entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "fork");
  ui_wait_until (counts_three, fixture->window);
  writing_window_save (fixture, "reading-find");
  g_assert_true (is_lit (ui_part (fixture, "transcript")));
  g_signal_emit_by_name (entry, "next-match");
  ui_wait_until (counts_first, fixture->window);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nowhere to be found");
  ui_wait_until (finds_nothing, fixture->window);
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_false (gtk_widget_get_mapped (entry));
  g_assert_false (is_lit (ui_find_named (ui_part (fixture, "transcript"), "list")));
}

static void
add_tests (void)
{
  UI_TEST ("/ui/reading/first-unread", test_first_unread);
  UI_TEST ("/ui/reading/counts-what-came", test_counts_what_came);
  UI_TEST ("/ui/reading/copy", test_copy);
  UI_TEST ("/ui/reading/find", test_find);
  UI_TEST ("/ui/reading/draft-in-the-inbox", test_draft_in_the_inbox);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
