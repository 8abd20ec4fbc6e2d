/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/insights/insights-driver.h"

#include "console/model/directory/bhc-directory-private.h"
#include "tests/console/ui/insights/sample-insights.h"
#include "tests/console/ui/sample-desk.h"

static gboolean
shows_cb (gpointer data)
{
  gpointer *pair = data;

  return ui_shows (pair[0], pair[1]);
}

void
wait_told (UiFixture *fixture, const char *text)
{
  gpointer pair[] = { fixture->window, (gpointer) text };

  ui_wait_until (shows_cb, pair);
}

void
fill_insights (UiFixture *fixture)
{
  g_autofree char *json = sample_insights (7, SAMPLE_NOW);
  g_autoptr (GVariant) team = g_variant_parse (NULL, SAMPLE_DIRECTORY, NULL, NULL, NULL);

  g_assert_nonnull (team);
  sample_desk_fill (fixture->desk);
  bhc_directory_show (bhc_desk_get_directory (fixture->desk), team);
  fake_ask_answer (fixture->desk, CALL, json);
  fake_desk_sign_in_as_mia (fixture->desk);
}

/* Goes there, as one would. */
GtkWidget *
enter_insights (UiFixture *fixture, int width, int height)
{
  GtkWidget *page;

  ui_fixture_show_window (fixture, width, height);
  gtk_widget_activate_action (ui_find_named (GTK_WIDGET (fixture->window), "rail"), "places.show",
                              "s", "insights");
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
  page = ui_find (GTK_WIDGET (fixture->window), BHC_TYPE_INSIGHTS_PAGE, NULL);
  g_assert_nonnull (page);
  return page;
}

GtkWidget *
open_insights (UiFixture *fixture, int width, int height)
{
  GtkWidget *page;

  fill_insights (fixture);
  page = enter_insights (fixture, width, height);
  wait_told (fixture, "218");
  return page;
}

/* The card of that name. (nullable) */
GtkWidget *
find_card (GtkWidget *root, const char *name)
{
  if (BHC_IS_CHART_CARD (root) &&
      g_str_equal (bhc_chart_card_get_name (BHC_CHART_CARD (root)), name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_card (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

BhcChart *
find_chart (GtkWidget *page, const char *name)
{
  return BHC_CHART (ui_find (find_card (page, name), BHC_TYPE_CHART, NULL));
}

/* As if it came from the keyboard. */
gboolean
press_key (BhcChart *chart, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (chart));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
      return handled;
    }
  g_assert_not_reached ();
}

void
assert_words (BhcChart *chart, const char *expected)
{
  g_autofree char *words = bhc_chart_get_words (chart);

  g_assert_cmpstr (words, ==, expected);
}

void
save_insights (UiFixture *fixture, const char *name)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *file =
      g_strdup_printf ("%s/insights-%s.png", folder != NULL ? folder : g_get_tmp_dir (), name);

  ui_wait_frames (GTK_WIDGET (fixture->window), 10);
  ui_save_picture (GTK_WIDGET (fixture->window), file);
}
