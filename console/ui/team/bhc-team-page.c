/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/team/bhc-mate-row.h"
#include "console/ui/team/bhc-whisper-pane.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/team/bhc-team-page.h"

struct _BhcTeamPage
{
  AdwBin parent_instance;

  BhcDesk *desk;
  BhcCrew *crew;
  gboolean watching;

  AdwLeaflet *leaflet;
  GtkLabel *stale;
  GtkListBox *mates;
  GtkListBox *runs;
  GtkWidget *idle;
  BhcWhisperPane *whispers;
};

G_DEFINE_FINAL_TYPE (BhcTeamPage, bhc_team_page, ADW_TYPE_BIN)

/* What is known is told as what it is: of now, or of before. */
static void
show_state (BhcTeamPage *self)
{
  gboolean offline = bhc_desk_get_state (self->desk) == BHC_STATE_OFFLINE;
  const char *problem = bhc_crew_get_problem (self->crew);
  g_autofree char *words = problem != NULL
                               ? g_strdup_printf (_ ("As it was last known: %s"), problem)
                               : g_strdup (_ ("As it was last known: there is no connection."));

  bhc_compat_set_status (self->stale, words);
  gtk_widget_set_visible (GTK_WIDGET (self->stale),
                          !bhc_crew_is_current (self->crew) && (offline || problem != NULL));
}

static void
show_runs (BhcTeamPage *self)
{
  gboolean any = g_list_model_get_n_items (bhc_crew_get_runs (self->crew)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->runs), any);
  gtk_widget_set_visible (self->idle, !any);
}

static void
mate_cb (BhcTeamPage *self, GtkListBoxRow *row)
{
  bhc_team_page_open (self, bhc_mate_get (bhc_mate_row_get (GTK_WIDGET (row)))->id);
}

/* Whoever walks through the list, by keyboard or by what reads the screen, sees each. */
static void
selected_cb (BhcTeamPage *self, GtkListBoxRow *row)
{
  if (row != NULL && !adw_leaflet_get_folded (self->leaflet))
    bhc_whisper_pane_show (self->whispers, self->desk,
                           bhc_mate_get (bhc_mate_row_get (GTK_WIDGET (row)))->id);
}

static void
run_cb (BhcTeamPage *self, GtkListBoxRow *row)
{
  BhcAiRun *run = bhc_ai_run_row_get (GTK_WIDGET (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "places.open-conversation", "s",
                              bhc_ai_run_get_conversation (run));
}

static void
back_cb (BhcTeamPage *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static GtkWidget *
make_mate (gpointer item, gpointer desk)
{
  return bhc_mate_row_new (desk, item);
}

static GtkWidget *
make_run (gpointer item, gpointer desk)
{
  return bhc_ai_run_row_new (item);
}

static void
bhc_team_page_map (GtkWidget *widget)
{
  BhcTeamPage *self = BHC_TEAM_PAGE (widget);

  GTK_WIDGET_CLASS (bhc_team_page_parent_class)->map (widget);
  if (!self->watching)
    bhc_crew_watch (self->crew);
  self->watching = TRUE;
}

static void
bhc_team_page_unmap (GtkWidget *widget)
{
  BhcTeamPage *self = BHC_TEAM_PAGE (widget);

  GTK_WIDGET_CLASS (bhc_team_page_parent_class)->unmap (widget);
  if (self->watching)
    bhc_crew_unwatch (self->crew);
  self->watching = FALSE;
}

static void
bhc_team_page_dispose (GObject *object)
{
  BhcTeamPage *self = BHC_TEAM_PAGE (object);

  if (self->watching)
    bhc_crew_unwatch (self->crew);
  self->watching = FALSE;
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_TEAM_PAGE);
  g_clear_object (&self->crew);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_team_page_parent_class)->dispose (object);
}

static void
bhc_team_page_class_init (BhcTeamPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_team_page_dispose;
  widget_class->map = bhc_team_page_map;
  widget_class->unmap = bhc_team_page_unmap;

  g_type_ensure (BHC_TYPE_WHISPER_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-team-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcTeamPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BhcTeamPage, stale);
  gtk_widget_class_bind_template_child (widget_class, BhcTeamPage, mates);
  gtk_widget_class_bind_template_child (widget_class, BhcTeamPage, runs);
  gtk_widget_class_bind_template_child (widget_class, BhcTeamPage, idle);
  gtk_widget_class_bind_template_child (widget_class, BhcTeamPage, whispers);
  gtk_widget_class_bind_template_callback (widget_class, mate_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
bhc_team_page_init (BhcTeamPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_parts_mend (GTK_WIDGET (self));
}

GtkWidget *
bhc_team_page_new (BhcDesk *desk)
{
  BhcTeamPage *self = g_object_new (BHC_TYPE_TEAM_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->crew = g_object_ref (bhc_crew_of (desk));
  gtk_list_box_bind_model (self->mates, bhc_crew_get_mates (self->crew), make_mate, desk, NULL);
  gtk_list_box_bind_model (self->runs, bhc_crew_get_runs (self->crew), make_run, desk, NULL);
  g_signal_connect_object (bhc_crew_get_runs (self->crew), "items-changed", G_CALLBACK (show_runs),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->crew, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_runs (self);
  show_state (self);
  return GTK_WIDGET (self);
}

/* The one who is chosen is the one whose whispers are seen. */
static void
select_mate (BhcTeamPage *self, const char *colleague)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->mates, i)) != NULL; i++)
    {
      if (g_strcmp0 (bhc_mate_get (bhc_mate_row_get (GTK_WIDGET (row)))->id, colleague) == 0)
        gtk_list_box_select_row (self->mates, row);
    }
}

void
bhc_team_page_open (BhcTeamPage *self, const char *colleague)
{
  g_return_if_fail (BHC_IS_TEAM_PAGE (self));

  select_mate (self, colleague);
  bhc_whisper_pane_show (self->whispers, self->desk, colleague);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  bhc_whisper_pane_focus (self->whispers);
}
