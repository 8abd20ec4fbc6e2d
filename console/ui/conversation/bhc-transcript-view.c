/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/model/reading/bhc-seats.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/conversation/bhc-message-row.h"
#include "console/ui/conversation/rows/bhc-find-bar.h"
#include "console/ui/conversation/rows/bhc-message-factory.h"
#include "console/ui/conversation/rows/bhc-transcript-words.h"
#include "console/ui/conversation/rows/bhc-unread-mark.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/conversation/bhc-transcript-view.h"

#define NEAR 48       /* pixels: as near to the end as this is at the end */
#define PATIENCE 60   /* frames for the list to find its end */
#define LOOK_BACK 400 /* messages: for the first that nobody has read */

struct _BhcTranscriptView
{
  AdwBin parent_instance;

  BhcTranscript *transcript; /* (nullable) */
  GSignalGroup *signals;
  GtkAdjustment *adjustment;
  gboolean sticky;  /* at the newest message, and staying there */
  guint settling;   /* tick callback: the end moves away while rows are measured; 0: at rest */
  int settle_ticks; /* how many frames more */
  int patience;     /* how often more they are made longer */
  double value;     /* of the adjustment, as it was last */
  gboolean stale;   /* rows came or went and have not been laid out yet */
  guint unread;     /* so many texts of the visitor are not marked yet */
  BhcMessage *goal; /* (nullable) what is to be seen once everything has its place */
  guint n_new;      /* messages that came while one was reading further up */
  guint marking;    /* idle source */
  gboolean growing; /* what comes now was there before */

  BhcFindBar *find;
  GtkWidget *failure;
  GtkLabel *failure_words;
  GtkStack *stack;
  GtkWidget *list;
  BhcSeats *seats;
  GtkNoSelection *selection; /* of them */
  GtkSpinner *older;
  GtkWidget *latest;
  GtkLabel *latest_count;
  AdwStatusPage *failed;
  GtkLabel *typing;
};

static guint at_latest; /* the signal */

G_DEFINE_FINAL_TYPE (BhcTranscriptView, bhc_transcript_view, ADW_TYPE_BIN)

static double
distance_to_end (BhcTranscriptView *self)
{
  return gtk_adjustment_get_upper (self->adjustment) -
         gtk_adjustment_get_page_size (self->adjustment) -
         gtk_adjustment_get_value (self->adjustment);
}

static guint
n_messages (BhcTranscriptView *self)
{
  return self->transcript != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->transcript)) : 0;
}

static void
go_to_goal (BhcTranscriptView *self)
{
  g_autoptr (BhcMessage) goal = g_steal_pointer (&self->goal);
  guint at = goal != NULL ? bhc_seats_find (self->seats, goal) : G_MAXUINT;
  if (at != G_MAXUINT)
    bhc_compat_scroll_to (self->list, at);
}

static void
scroll_to_end (BhcTranscriptView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->seats));
  if (n > 0)
    bhc_compat_scroll_to (self->list, n - 1);
}

/* It stands where it is to stand. */
static void
arrive (BhcTranscriptView *self, gboolean stays)
{
  gboolean newer = self->transcript != NULL && bhc_transcript_get_has_newer (self->transcript);

  self->sticky = stays || (distance_to_end (self) <= NEAR && !newer);
  if (bhc_transcript_view_is_at_latest (self))
    g_signal_emit (self, at_latest, 0);
}

static gboolean
settle_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  BhcTranscriptView *self = BHC_TRANSCRIPT_VIEW (widget);

  if (self->stale) /* the adjustment still speaks of the rows before */
    {
      self->stale = FALSE;
      return G_SOURCE_CONTINUE;
    }

  if (self->sticky && n_messages (self) > 0 && distance_to_end (self) > 0.5)
    {
      gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_upper (self->adjustment));
      self->settle_ticks += self->patience-- > 0; /* until it is seen to stay there */
    }
  if (--self->settle_ticks > 0)
    return G_SOURCE_CONTINUE;

  if (self->goal != NULL) /* what is new, which need not be at the end */
    {
      go_to_goal (self);
      self->sticky = FALSE;
      self->settle_ticks = 4;
      return G_SOURCE_CONTINUE;
    }

  self->settling = 0;
  arrive (self, self->sticky);
  return G_SOURCE_REMOVE;
}

/* The list guesses the height of rows it has not measured, so that its end is reached in a few
 * steps, each of them one frame. */
static void
settle (BhcTranscriptView *self)
{
  self->settle_ticks = 4;
  self->patience = PATIENCE;
  if (self->settling == 0)
    self->settling = gtk_widget_add_tick_callback (GTK_WIDGET (self), settle_cb, NULL, NULL);
}

static void
fetch_more (BhcTranscriptView *self)
{
  double page = gtk_adjustment_get_page_size (self->adjustment);

  if (self->transcript == NULL || page < 1)
    return;

  if (gtk_adjustment_get_value (self->adjustment) < page && bhc_seats_are_filled (self->seats) &&
      bhc_transcript_get_has_older (self->transcript))
    bhc_transcript_load_older (self->transcript);
  self->growing = TRUE;
  if (distance_to_end (self) < page && bhc_transcript_get_has_newer (self->transcript))
    bhc_transcript_load_newer (self->transcript);
  self->growing = FALSE;
}

/* Asks for older ones until the first that nobody has read is there, as far as one looks back. */
static void
mark_unread (BhcTranscriptView *self)
{
  gboolean more;
  BhcMessage *first;

  if (self->transcript == NULL || self->unread == 0 || n_messages (self) == 0)
    return;

  more = bhc_transcript_get_has_older (self->transcript) && n_messages (self) < LOOK_BACK;
  first = bhc_unread_mark (G_LIST_MODEL (self->transcript), self->unread, !more);
  if (first == NULL && more)
    {
      bhc_transcript_load_older (self->transcript);
      return;
    }

  self->unread = 0;
  g_set_object (&self->goal, first);
  settle (self);
}

static void
show_latest (BhcTranscriptView *self)
{
  gboolean newer = self->transcript != NULL && bhc_transcript_get_has_newer (self->transcript);
  gboolean away = !self->sticky && (newer || distance_to_end (self) > NEAR);
  g_autofree char *count = g_strdup_printf ("%u", self->n_new);
  g_autofree char *words = bhc_transcript_words_latest (self->n_new);

  if (!away)
    self->n_new = 0;
  gtk_label_set_label (self->latest_count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->latest_count), self->n_new > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->latest), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_widget_set_visible (self->latest, away);
}

static void
scrolled_cb (BhcTranscriptView *self)
{
  gboolean up = gtk_adjustment_get_value (self->adjustment) < self->value;

  self->value = gtk_adjustment_get_value (self->adjustment);
  if (self->settling == 0 && (up || !self->sticky))
    arrive (self, FALSE);
  else if (self->settling == 0 && distance_to_end (self) > NEAR)
    settle (self); /* nobody has gone up: the list has, for rows it has not measured yet */
  show_latest (self);
  fetch_more (self);
}

/* The content grew or the window changed. */
static void
resized_cb (BhcTranscriptView *self)
{
  if (self->sticky)
    settle (self);
  show_latest (self);
  fetch_more (self);
}

/* A person's hand on the wheel, the keys or the slider ends the settling. */
static gboolean
wheel_cb (BhcTranscriptView *self)
{
  g_clear_object (&self->goal);
  self->settle_ticks = 0;
  if (self->settling != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->settling);
  self->settling = 0;
  return GDK_EVENT_PROPAGATE;
}

/* Not while the list is told of what has changed. */
static gboolean
mark_cb (gpointer data)
{
  BhcTranscriptView *self = data;

  self->marking = 0;
  mark_unread (self);
  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (BhcTranscriptView *self, guint position, guint removed, guint added)
{
  guint n = n_messages (self);

  self->stale = TRUE;
  if (self->sticky && n > 0 && position + added >= n)
    {
      scroll_to_end (self);
      settle (self);
    }
  else if (!self->sticky && !self->growing && position > 0 && position + added >= n &&
           added > removed)
    {
      self->n_new += added - removed;
      show_latest (self);
    }
  if (self->unread > 0 && self->marking == 0)
    self->marking = g_idle_add (mark_cb, self);
}

static void
show_page (BhcTranscriptView *self)
{
  g_autofree char *error = NULL;
  gboolean loading = FALSE, any = n_messages (self) > 0;

  if (self->transcript != NULL)
    g_object_get (self->transcript, "error", &error, "loading", &loading, NULL);

  gtk_spinner_set_spinning (self->older, loading && any);
  bhc_problem_show (self->failure_words, error);
  gtk_widget_set_visible (self->failure, error != NULL && any);
  bhc_problem_describe (self->failed, error);

  gtk_stack_set_visible_child_name (self->stack, any             ? "list"
                                                 : error != NULL ? "failed"
                                                 : loading       ? "loading"
                                                                 : "empty");
}

static void
show_typing (BhcTranscriptView *self)
{
  g_autofree char *words = bhc_transcript_words_typing (self->transcript);

  bhc_compat_set_status (self->typing, words);
}

/* @seq: 0: nothing is looked for any more. */
static void
find_cb (BhcTranscriptView *self, gint64 seq)
{
  if (self->transcript == NULL)
    return;
  if (seq > 0)
    bhc_transcript_view_show_message (self, seq);
  bhc_find_bar_mark (self->find, G_LIST_MODEL (self->transcript), seq > 0);
}

static void
retry_cb (BhcTranscriptView *self)
{
  if (self->transcript != NULL)
    bhc_transcript_load_older (self->transcript);
}

static void
bhc_transcript_view_dispose (GObject *object)
{
  BhcTranscriptView *self = BHC_TRANSCRIPT_VIEW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->goal);
  g_clear_handle_id (&self->marking, g_source_remove);
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->adjustment);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_TRANSCRIPT_VIEW);
  g_clear_object (&self->seats);
  g_clear_object (&self->transcript);

  G_OBJECT_CLASS (bhc_transcript_view_parent_class)->dispose (object);
}

static void
bhc_transcript_view_class_init (BhcTranscriptViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_transcript_view_dispose;

  g_type_ensure (BHC_TYPE_FIND_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-transcript-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcTranscriptView, find);
  gtk_widget_class_bind_template_child (widget_class, BhcTranscriptView, failure);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_child (widget_class, BhcTranscriptView, failure_words);
  gtk_widget_class_bind_template_child (widget_class, BhcTranscriptView, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcTranscriptView, list);
  gtk_widget_class_bind_template_child (widget_class, BhcTranscriptView, selection);
  gtk_widget_class_bind_template_child (widget_class, BhcTranscriptView, older);
  gtk_widget_class_bind_template_child (widget_class, BhcTranscriptView, latest);
  gtk_widget_class_bind_template_child (widget_class, BhcTranscriptView, latest_count);
  gtk_widget_class_bind_template_child (widget_class, BhcTranscriptView, failed);
  gtk_widget_class_bind_template_child (widget_class, BhcTranscriptView, typing);
  at_latest = g_signal_new ("at-latest", BHC_TYPE_TRANSCRIPT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                            NULL, G_TYPE_NONE, 0);
  gtk_widget_class_bind_template_callback (widget_class, bhc_transcript_view_jump_to_latest);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

/* The focus is on a list item, whose child is the row. */
static gboolean
key_cb (BhcTranscriptView *self, guint key, guint code, GdkModifierType state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return BHC_IS_MESSAGE_ROW (row) && bhc_message_row_handle_key (BHC_MESSAGE_ROW (row), key, state);
}

static void
watch_hands (BhcTranscriptView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *wheel =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (wheel, "scroll", G_CALLBACK (wheel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->list, keys);
}

static void
make_rows (BhcTranscriptView *self)
{
  g_autoptr (GtkListItemFactory) factory = bhc_message_factory_new ();

  self->seats = bhc_seats_new ();
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->seats));
}

static void
bhc_transcript_view_init (BhcTranscriptView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_rows (self);
  bhc_parts_mend (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);

  self->sticky = TRUE;
  self->adjustment = g_object_ref (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)));
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (resized_cb), self);
  watch_hands (self);

  self->signals = g_signal_group_new (BHC_TYPE_TRANSCRIPT);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (show_page), self);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (items_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->signals, "notify::loading", G_CALLBACK (show_page), self);
  g_signal_group_connect_swapped (self->signals, "notify::error", G_CALLBACK (show_page), self);
  g_signal_group_connect_swapped (self->signals, "notify::typing", G_CALLBACK (show_typing), self);
  show_page (self);
}

void
bhc_transcript_view_set_transcript (BhcTranscriptView *self,
                                    BhcTranscript *transcript,
                                    guint unread)
{
  g_return_if_fail (BHC_IS_TRANSCRIPT_VIEW (self));

  if (!g_set_object (&self->transcript, transcript))
    return;

  self->stale = TRUE;
  bhc_seats_set_messages (self->seats, (GListModel *) transcript);
  g_signal_group_set_target (self->signals, transcript);
  show_page (self);
  show_typing (self);
  bhc_find_bar_set_transcript (self->find, transcript);
  bhc_transcript_view_jump_to_latest (self);
  self->unread = unread;
  if (transcript != NULL && unread == 0)
    bhc_unread_mark (G_LIST_MODEL (transcript), 0, FALSE);
  else
    mark_unread (self);
}

void
bhc_transcript_view_jump_to_latest (BhcTranscriptView *self)
{
  g_return_if_fail (BHC_IS_TRANSCRIPT_VIEW (self));

  if (self->transcript != NULL)
    bhc_transcript_go_to_end (self->transcript);
  g_clear_object (&self->goal); /* wherever it was going */
  self->unread = 0;
  self->sticky = TRUE;
  scroll_to_end (self);
  settle (self);
  show_latest (self);
}

BhcTranscript *
bhc_transcript_view_get_transcript (BhcTranscriptView *self)
{
  g_return_val_if_fail (BHC_IS_TRANSCRIPT_VIEW (self), NULL);

  return self->transcript;
}

gboolean
bhc_transcript_view_is_at_latest (BhcTranscriptView *self)
{
  g_return_val_if_fail (BHC_IS_TRANSCRIPT_VIEW (self), FALSE);

  return self->sticky && self->goal == NULL && self->unread == 0;
}

void
bhc_transcript_view_find (BhcTranscriptView *self)
{
  g_return_if_fail (BHC_IS_TRANSCRIPT_VIEW (self));

  bhc_find_bar_open (self->find);
}

BhcMessage *
bhc_transcript_view_show_message (BhcTranscriptView *self, gint64 seq)
{
  guint position;

  g_return_val_if_fail (BHC_IS_TRANSCRIPT_VIEW (self), NULL);

  self->growing = TRUE;
  self->sticky = FALSE;
  self->unread = 0;
  position = self->transcript != NULL ? bhc_transcript_go_to (self->transcript, seq) : G_MAXUINT;
  self->growing = FALSE;
  if (position == G_MAXUINT)
    return NULL;

  g_clear_object (&self->goal);
  self->goal = g_list_model_get_item (G_LIST_MODEL (self->transcript), position);
  settle (self);
  return self->goal;
}
