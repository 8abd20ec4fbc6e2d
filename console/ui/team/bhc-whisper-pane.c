/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-problem.h"
#include "console/ui/team/bhc-mate-row.h"
#include "console/ui/team/bhc-whisper-row.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-title.h"

#include "console/ui/team/bhc-whisper-pane.h"

#define NEAR 24 /* pixels: whoever stands so close to the end stays there */

struct _BhcWhisperPane
{
  AdwBin parent_instance;

  BhcDesk *desk;         /* (nullable) */
  BhcWhispers *whispers; /* (nullable) */
  BhcMate *mate;         /* (nullable) */
  GSignalGroup *signals; /* of the whispers */
  GSignalGroup *mate_signals;
  GSignalGroup *desk_signals;
  GSignalGroup *window_signals;
  gboolean folded;
  gboolean away; /* from the end of the list */
  double height; /* of the list, as it was */

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkScrolledWindow *scroller;
  GtkWidget *older;
  GtkListBox *list;
  GtkWidget *writing;
  GtkEntry *entry;
  GtkWidget *send;
};

typedef enum
{
  PROP_FOLDED = 1,
} BhcWhisperPaneProperty;
static GParamSpec *props[PROP_FOLDED + 1];

enum
{
  BACK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcWhisperPane, bhc_whisper_pane, ADW_TYPE_BIN)

/* ---- what is seen ---- */

static const char *
page_name (BhcWhisperPane *self)
{
  if (self->whispers == NULL)
    return "nobody";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->whispers)) > 0)
    return "thread";
  if (bhc_whispers_is_loaded (self->whispers))
    return "empty";
  return bhc_whispers_get_problem (self->whispers) != NULL ? "failed" : "loading";
}

static void
show_state (BhcWhisperPane *self)
{
  gtk_stack_set_visible_child_name (self->stack, page_name (self));
  gtk_widget_set_visible (self->writing, self->whispers != NULL);
  if (self->whispers == NULL)
    return;
  bhc_problem_describe (self->failed, bhc_whispers_get_problem (self->whispers));
  gtk_widget_set_visible (self->older, bhc_whispers_has_older (self->whispers));
}

static void
show_title (BhcWhisperPane *self)
{
  const BhcMateRecord *record = self->mate != NULL ? bhc_mate_get (self->mate) : NULL;
  g_autofree char *presence =
      record != NULL ? bhc_mate_row_presence_words (self->desk, self->mate) : g_strdup ("");
  g_autofree char *name =
      record != NULL ? g_strdup_printf (_ ("Whisper to %s"), record->name) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->title), record != NULL); /* a label of nothing, else */
  adw_window_title_set_title (self->title, record != NULL ? record->name : "");
  adw_window_title_set_subtitle (self->title, presence);
  gtk_entry_set_placeholder_text (self->entry, _ ("Whisper"));
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name, -1);
}

/* Somebody looks at it who has just come here, or whose window is the one in front. */
static void
set_seen (BhcWhisperPane *self, gboolean seen)
{
  if (self->whispers != NULL)
    bhc_whispers_set_seen (self->whispers, seen && gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
active_cb (BhcWhisperPane *self, GParamSpec *pspec, GtkWindow *window)
{
  set_seen (self, gtk_window_is_active (window));
}

static void
bhc_whisper_pane_map (GtkWidget *widget)
{
  BhcWhisperPane *self = BHC_WHISPER_PANE (widget);

  GTK_WIDGET_CLASS (bhc_whisper_pane_parent_class)->map (widget);
  g_signal_group_set_target (self->window_signals, gtk_widget_get_root (widget));
  set_seen (self, TRUE);
}

static void
bhc_whisper_pane_unmap (GtkWidget *widget)
{
  BhcWhisperPane *self = BHC_WHISPER_PANE (widget);

  g_signal_group_set_target (self->window_signals, NULL);
  GTK_WIDGET_CLASS (bhc_whisper_pane_parent_class)->unmap (widget);
  set_seen (self, FALSE);
}

/* ---- standing at the end, or where one reads ---- */

static void
scrolled_cb (BhcWhisperPane *self)
{
  GtkAdjustment *where = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->away = gtk_adjustment_get_value (where) + gtk_adjustment_get_page_size (where) <
               gtk_adjustment_get_upper (where) - NEAR;
}

static void
grown_cb (BhcWhisperPane *self)
{
  GtkAdjustment *where = gtk_scrolled_window_get_vadjustment (self->scroller);
  double upper = gtk_adjustment_get_upper (where);
  gboolean away = self->away;

  if (!away)
    gtk_adjustment_set_value (where, upper - gtk_adjustment_get_page_size (where));
  else if (upper > self->height && gtk_adjustment_get_value (where) < NEAR)
    gtk_adjustment_set_value (where, gtk_adjustment_get_value (where) + upper - self->height);
  self->height = upper;
  self->away = away;
}

/* ---- what is done ---- */

static void
back_cb (BhcWhisperPane *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
again_cb (BhcWhisperPane *self)
{
  bhc_whispers_load (self->whispers);
}

static void
older_cb (BhcWhisperPane *self)
{
  bhc_whispers_load_older (self->whispers);
}

static char *
get_words (BhcWhisperPane *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
typed_cb (BhcWhisperPane *self)
{
  g_autofree char *words = get_words (self);

  gtk_widget_set_sensitive (self->send, *words != '\0');
}

static void
send_cb (BhcWhisperPane *self)
{
  g_autofree char *words = get_words (self);

  if (*words == '\0')
    return;
  self->away = FALSE;
  bhc_whispers_send (self->whispers, words);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_state (self);
}

static void
bhc_whisper_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((BhcWhisperPaneProperty) prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, BHC_WHISPER_PANE (object)->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_whisper_pane_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((BhcWhisperPaneProperty) prop_id)
    {
    case PROP_FOLDED:
      BHC_WHISPER_PANE (object)->folded = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_whisper_pane_dispose (GObject *object)
{
  BhcWhisperPane *self = BHC_WHISPER_PANE (object);

  set_seen (self, FALSE);
  g_clear_object (&self->signals);
  g_clear_object (&self->mate_signals);
  g_clear_object (&self->desk_signals);
  g_clear_object (&self->window_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_WHISPER_PANE);
  g_clear_object (&self->whispers);
  g_clear_object (&self->mate);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_whisper_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-whisper-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcWhisperPane, title);
  gtk_widget_class_bind_template_child (widget_class, BhcWhisperPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcWhisperPane, failed);
  gtk_widget_class_bind_template_child (widget_class, BhcWhisperPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, BhcWhisperPane, older);
  gtk_widget_class_bind_template_child (widget_class, BhcWhisperPane, list);
  gtk_widget_class_bind_template_child (widget_class, BhcWhisperPane, writing);
  gtk_widget_class_bind_template_child (widget_class, BhcWhisperPane, entry);
  gtk_widget_class_bind_template_child (widget_class, BhcWhisperPane, send);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, older_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
bhc_whisper_pane_class_init (BhcWhisperPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bhc_whisper_pane_get_property;
  object_class->set_property = bhc_whisper_pane_set_property;
  object_class->dispose = bhc_whisper_pane_dispose;
  widget_class->map = bhc_whisper_pane_map;
  widget_class->unmap = bhc_whisper_pane_unmap;

  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
}

static void
bhc_whisper_pane_init (BhcWhisperPane *self)
{
  GtkAdjustment *where;

  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  bhc_title_fit_bar (self->title, TRUE);
  bhc_parts_mend (GTK_WIDGET (self));
  where = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (where, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (where, "notify::upper", G_CALLBACK (grown_cb), self, G_CONNECT_SWAPPED);
  self->signals = g_signal_group_new (BHC_TYPE_WHISPERS);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (show_state), self);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (show_state), self);
  self->mate_signals = g_signal_group_new (BHC_TYPE_MATE);
  g_signal_group_connect_swapped (self->mate_signals, "changed", G_CALLBACK (show_title), self);
  self->desk_signals = g_signal_group_new (BHC_TYPE_DESK);
  g_signal_group_connect_swapped (self->desk_signals, "notify::state", G_CALLBACK (show_title),
                                  self);
  self->window_signals = g_signal_group_new (GTK_TYPE_WINDOW);
  g_signal_group_connect_swapped (self->window_signals, "notify::is-active", G_CALLBACK (active_cb),
                                  self);
  show_state (self);
}

static GtkWidget *
make_row (gpointer item, gpointer whispers)
{
  return bhc_whisper_row_new (whispers, item);
}

void
bhc_whisper_pane_show (BhcWhisperPane *self, BhcDesk *desk, const char *with)
{
  BhcCrew *crew = bhc_crew_of (desk);
  BhcWhispers *whispers = with != NULL ? bhc_crew_open_whispers (crew, with) : NULL;
  BhcMate *mate = with != NULL ? bhc_crew_find_mate (crew, with) : NULL;

  g_return_if_fail (BHC_IS_WHISPER_PANE (self));

  if (whispers == self->whispers)
    return;
  set_seen (self, FALSE);
  g_set_object (&self->desk, desk);
  g_set_object (&self->whispers, whispers);
  g_set_object (&self->mate, mate);
  g_signal_group_set_target (self->signals, whispers);
  g_signal_group_set_target (self->mate_signals, self->mate);
  g_signal_group_set_target (self->desk_signals, desk);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_list_box_bind_model (self->list, whispers != NULL ? G_LIST_MODEL (whispers) : NULL, make_row,
                           whispers, NULL);
  self->away = FALSE;
  if (whispers != NULL && !bhc_whispers_is_loaded (whispers))
    bhc_whispers_load (whispers);
  set_seen (self, TRUE);
  show_title (self);
  show_state (self);
}

void
bhc_whisper_pane_focus (BhcWhisperPane *self)
{
  g_return_if_fail (BHC_IS_WHISPER_PANE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
