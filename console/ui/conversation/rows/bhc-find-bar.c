/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/conversation/rows/bhc-find-bar.h"

struct _BhcFindBar
{
  AdwBin parent_instance;

  BhcTranscript *transcript; /* (nullable) */
  GCancellable *cancellable; /* (nullable) of the search under way */
  GArray *seqs;              /* (nullable) of gint64, the oldest first */
  guint at;                  /* which of them is shown */
  gboolean partial;

  GtkEditable *entry;
  GtkLabel *count;
  GtkWidget *previous;
  GtkWidget *next;
};

enum
{
  GO,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcFindBar, bhc_find_bar, ADW_TYPE_BIN)

static guint
n_found (BhcFindBar *self)
{
  return self->seqs != NULL ? self->seqs->len : 0;
}

static char *
count_words (BhcFindBar *self)
{
  if (self->cancellable != NULL)
    return g_strdup (_ ("Searching…"));
  if (self->seqs == NULL)
    return g_strdup ("");
  if (self->seqs->len == 0)
    return g_strdup (self->partial ? _ ("Not found in what is here") : _ ("Not found"));

  /* Translators: the second of seven matches. */
  return g_strdup_printf (_ ("%u of %u"), self->at + 1, self->seqs->len);
}

static void
show_count (BhcFindBar *self)
{
  g_autofree char *words = count_words (self);

  bhc_compat_set_status (self->count, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count),
                               self->partial ? _ ("Older messages could not be fetched") : NULL);
  gtk_widget_set_sensitive (self->previous, n_found (self) > 1);
  gtk_widget_set_sensitive (self->next, n_found (self) > 1);
}

static void
go (BhcFindBar *self, guint at)
{
  self->at = at;
  show_count (self);
  if (at < n_found (self))
    g_signal_emit (self, signals[GO], 0, g_array_index (self->seqs, gint64, at));
}

static void
forget (BhcFindBar *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->seqs, g_array_unref);
  self->partial = FALSE;
  show_count (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcFindBar) self = data;
  g_autoptr (GError) error = NULL;
  gboolean partial = FALSE;
  g_autoptr (GArray) seqs =
      bhc_transcript_find_finish (BHC_TRANSCRIPT (source), result, &partial, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      self->transcript != BHC_TRANSCRIPT (source) || self->cancellable == NULL ||
      g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  self->partial = partial || seqs == NULL;
  self->seqs = seqs != NULL ? g_steal_pointer (&seqs) : g_array_new (FALSE, FALSE, sizeof (gint64));
  go (self, n_found (self) > 0 ? n_found (self) - 1 : 0); /* the newest is nearest */
}

static void
changed_cb (BhcFindBar *self)
{
  const char *words = gtk_editable_get_text (self->entry);

  forget (self);
  g_signal_emit (self, signals[GO], 0, (gint64) 0);
  if (*words == '\0' || self->transcript == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  show_count (self);
  bhc_transcript_find_async (self->transcript, words, self->cancellable, found_cb,
                             g_object_ref (self));
}

static void
next_cb (BhcFindBar *self)
{
  if (n_found (self) > 0)
    go (self, (self->at + 1) % n_found (self));
}

static void
previous_cb (BhcFindBar *self)
{
  if (n_found (self) > 0)
    go (self, (self->at + n_found (self) - 1) % n_found (self));
}

static void
close_cb (BhcFindBar *self)
{
  gtk_editable_set_text (self->entry, "");
  forget (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[GO], 0, (gint64) 0);
}

static gboolean
key_cb (BhcFindBar *self, guint key, guint code, GdkModifierType state)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (state & GDK_SHIFT_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  previous_cb (self);
  return GDK_EVENT_STOP;
}

static void
bhc_find_bar_dispose (GObject *object)
{
  BhcFindBar *self = BHC_FIND_BAR (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->seqs, g_array_unref);
  g_clear_object (&self->transcript);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_FIND_BAR);

  G_OBJECT_CLASS (bhc_find_bar_parent_class)->dispose (object);
}

static void
bhc_find_bar_class_init (BhcFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_find_bar_dispose;

  signals[GO] = g_signal_new ("go", BHC_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, BhcFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, BhcFindBar, previous);
  gtk_widget_class_bind_template_child (widget_class, BhcFindBar, next);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
bhc_find_bar_init (BhcFindBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_parts_mend (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  show_count (self);
}

void
bhc_find_bar_set_transcript (BhcFindBar *self, BhcTranscript *transcript)
{
  g_return_if_fail (BHC_IS_FIND_BAR (self));

  if (!g_set_object (&self->transcript, transcript))
    return;

  close_cb (self);
}

void
bhc_find_bar_open (BhcFindBar *self)
{
  g_return_if_fail (BHC_IS_FIND_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

const char *
bhc_find_bar_get_words (BhcFindBar *self)
{
  g_return_val_if_fail (BHC_IS_FIND_BAR (self), "");

  return gtk_editable_get_text (self->entry);
}

void
bhc_find_bar_mark (BhcFindBar *self, GListModel *messages, gboolean on)
{
  const char *words = NULL;

  g_return_if_fail (BHC_IS_FIND_BAR (self));

  words = on ? bhc_find_bar_get_words (self) : NULL;
  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (BhcMessage) each = g_list_model_get_item (messages, i);

      g_object_set (each, "found", words, NULL);
    }
}
