/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/conversation/rows/bhc-words-layout.h"

#define NARROW 48 /* pixels: a single letter fits, whatever its size */

typedef struct
{
  int width;
  int height;
  int baseline;
} Measure;

/* GTK measures a wrapped label by laying it out anew for each width it asks about, and asks about
 * widths nobody gives.  To lay text out is most of what showing it costs. */
struct _BhcWordsLayout
{
  GtkLayoutManager parent_instance;

  GtkWidget *label;  /* (nullable) (transfer none) whose words are followed */
  PangoLayout *seen; /* (nullable) its own, as it was … */
  guint serial;      /* … when the following was measured */
  PangoLayout *own;  /* (nullable) a copy of it */
  Measure wished;
  Measure given; /* for the width asked about last */
};

G_DEFINE_FINAL_TYPE (BhcWordsLayout, bhc_words_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
bhc_words_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* @width: of Pango; -1: unbound. */
static Measure
lay_out (BhcWordsLayout *self, int width)
{
  Measure measure;

  pango_layout_set_width (self->own, width);
  pango_layout_get_size (self->own, &measure.width, &measure.height);
  measure.width = PANGO_PIXELS_CEIL (measure.width);
  measure.height = PANGO_PIXELS_CEIL (measure.height);
  measure.baseline = PANGO_PIXELS_CEIL (pango_layout_get_baseline (self->own));

  return measure;
}

/* As a label understands “max-width-chars”. */
static int
wished_width (BhcWordsLayout *self, GtkLabel *label)
{
  int n = gtk_label_get_max_width_chars (label);
  PangoFontMetrics *metrics = NULL;
  int width;

  if (n < 0)
    return -1;

  metrics = pango_context_get_metrics (pango_layout_get_context (self->own), NULL, NULL);
  width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
               pango_font_metrics_get_approximate_digit_width (metrics));
  pango_font_metrics_unref (metrics);

  return n * width;
}

/* A label that is never asked how large it is does not tell that this has changed. */
static void
watch_label (BhcWordsLayout *self, GtkWidget *label)
{
  static const char *const told[] = { "notify::label", "notify::attributes" };

  if (self->label == label)
    return;

  self->label = label;
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_signal_connect_object (label, told[i], G_CALLBACK (gtk_layout_manager_layout_changed), self,
                             G_CONNECT_SWAPPED);
}

static void
follow_label (BhcWordsLayout *self, GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);

  watch_label (self, GTK_WIDGET (label));
  if (self->seen == layout && self->serial == pango_layout_get_serial (layout))
    return;

  g_set_object (&self->seen, layout);
  self->serial = pango_layout_get_serial (layout);
  g_clear_object (&self->own);
  self->own = pango_layout_copy (layout);
  self->wished = lay_out (self, wished_width (self, label));
  self->given = self->wished;
}

static const Measure *
measure_for (BhcWordsLayout *self, int width)
{
  if (width < 0 || width >= self->wished.width)
    return &self->wished;
  if (width != self->given.width)
    {
      self->given = lay_out (self, width * PANGO_SCALE);
      self->given.width = width;
    }

  return &self->given;
}

static void
bhc_words_layout_measure (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  BhcWordsLayout *self = BHC_WORDS_LAYOUT (manager);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  const Measure *measure;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (child == NULL || !gtk_widget_should_layout (child))
    return;

  follow_label (self, GTK_LABEL (child));
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = self->wished.width;
      *minimum = MIN (*natural, NARROW);
      return;
    }

  measure = measure_for (self, for_size);
  *minimum = *natural = measure->height;
  *minimum_baseline = *natural_baseline = measure->baseline;
}

/* Words of the other direction begin at the other side, also where they do not fill their place. */
static void
align (GtkLabel *label)
{
  gboolean from_right =
      pango_layout_get_direction (gtk_label_get_layout (label), 0) == PANGO_DIRECTION_RTL;
  gboolean expected = gtk_widget_get_direction (GTK_WIDGET (label)) == GTK_TEXT_DIR_RTL;

  gtk_label_set_xalign (label, from_right == expected ? 0 : 1);
}

static void
bhc_words_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           int width,
                           int height,
                           int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child == NULL || !gtk_widget_should_layout (child))
    return;

  align (GTK_LABEL (child));
  gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
bhc_words_layout_finalize (GObject *object)
{
  BhcWordsLayout *self = BHC_WORDS_LAYOUT (object);

  g_clear_object (&self->seen);
  g_clear_object (&self->own);

  G_OBJECT_CLASS (bhc_words_layout_parent_class)->finalize (object);
}

static void
bhc_words_layout_class_init (BhcWordsLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bhc_words_layout_finalize;
  layout_class->get_request_mode = bhc_words_layout_get_request_mode;
  layout_class->measure = bhc_words_layout_measure;
  layout_class->allocate = bhc_words_layout_allocate;
}

static void
bhc_words_layout_init (BhcWordsLayout *self)
{
}

GtkLayoutManager *
bhc_words_layout_new (void)
{
  return g_object_new (BHC_TYPE_WORDS_LAYOUT, NULL);
}
