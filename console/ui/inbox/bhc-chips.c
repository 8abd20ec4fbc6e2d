/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/inbox/bhc-chips.h"

#define PAD 6
#define GAP 4
#define DOT 7
#define REST 28       /* of the count of the others */
#define MAX_WIDTH 110 /* of one chip */

typedef struct
{
  PangoLayout *layout;
  GdkRGBA color;
  gboolean colored;
  int width;
} Chip;

struct _BhcChips
{
  GtkWidget parent_instance;

  GArray *chips; /* of Chip */
  int height;    /* of a line; 0: to be measured */
};

G_DEFINE_FINAL_TYPE (BhcChips, bhc_chips, GTK_TYPE_WIDGET)

static void
chip_clear (Chip *chip)
{
  g_clear_object (&chip->layout);
}

static void
add_chip (BhcChips *self, const char *words, const char *color)
{
  Chip chip = { .layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words) };
  int width;

  chip.colored = color != NULL && gdk_rgba_parse (&chip.color, color);
  pango_layout_set_ellipsize (chip.layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (chip.layout, TRUE);
  pango_layout_get_pixel_size (chip.layout, &width, NULL);
  if (width > MAX_WIDTH)
    pango_layout_set_width (chip.layout, MAX_WIDTH * PANGO_SCALE);
  chip.width = MIN (width, MAX_WIDTH) + 2 * PAD + (chip.colored ? DOT + GAP : 0);
  g_array_append_val (self->chips, chip);
}

static void
add_kind (BhcChips *self, const BhConversation *record)
{
  static const struct
  {
    const char *word;
    const char *title;
    const char *color; /* (nullable) */
  } kinds[] = {
    { "urgent", NC_ ("priority", "Urgent"), "#e01b24" },
    { "high", NC_ ("priority", "High"), "#ff7800" },
    { "low", NC_ ("priority", "Low"), "#9a9996" },
    { "api", NC_ ("channel", "API"), NULL },
    { "offline", NC_ ("channel", "Form"), NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].word, record->priority) == 0)
      add_chip (self, g_dpgettext2 (NULL, "priority", kinds[i].title), kinds[i].color);
    else if (g_strcmp0 (kinds[i].word, record->channel) == 0)
      add_chip (self, g_dpgettext2 (NULL, "channel", kinds[i].title), kinds[i].color);
}

static void
add_labels (BhcChips *self, const BhConversation *record, BhcDirectory *directory)
{
  GListModel *labels = bhc_directory_get_labels (directory);

  for (guint i = 0; record->labels != NULL && i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr (BhcLabel) label = g_list_model_get_item (labels, i);

      if (bhc_list_has (record->labels, bhc_label_get_id (label)) &&
          bhc_label_get_name (label) != NULL)
        add_chip (self, bhc_label_get_name (label), bhc_label_get_color (label));
    }
}

void
bhc_chips_show (BhcChips *self, const BhConversation *record, BhcDirectory *directory)
{
  g_return_if_fail (BHC_IS_CHIPS (self));

  g_array_set_size (self->chips, 0);
  add_kind (self, record);
  if (directory != NULL)
    add_labels (self, record, directory);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

char *
bhc_chips_say (BhcChips *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (BHC_IS_CHIPS (self), NULL);

  for (guint i = 0; i < self->chips->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "",
                            pango_layout_get_text (g_array_index (self->chips, Chip, i).layout));

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static int
line_height (BhcChips *self)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (self->height == 0)
    {
      layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "Ag");
      pango_layout_get_pixel_size (layout, NULL, &self->height);
    }

  return self->height;
}

static int
natural_width (BhcChips *self)
{
  int width = 0;

  for (guint i = 0; i < self->chips->len; i++)
    width += g_array_index (self->chips, Chip, i).width + (i > 0 ? GAP : 0);

  return width;
}

static void
bhc_chips_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  BhcChips *self = BHC_CHIPS (widget);

  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? line_height (self) : 0;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? *minimum : natural_width (self);
}

/* One chip with its left edge at @x. */
static void
draw_chip (BhcChips *self, GtkSnapshot *snapshot, const Chip *chip, int x, const GdkRGBA *ink)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA paper = *ink;
  GskRoundedRect shape;
  int text_x = x + PAD;

  paper.alpha *= 0.12f;
  gsk_rounded_rect_init_from_rect (
      &shape, &GRAPHENE_RECT_INIT ((float) x, 0, (float) chip->width, (float) height),
      (float) height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &paper, &shape.bounds);
  gtk_snapshot_pop (snapshot);
  if (chip->colored)
    {
      gsk_rounded_rect_init_from_rect (
          &shape, &GRAPHENE_RECT_INIT ((float) text_x, (float) (height - DOT) / 2, DOT, DOT),
          DOT / 2.0f);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &chip->color, &shape.bounds);
      gtk_snapshot_pop (snapshot);
      text_x += DOT + GAP;
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) text_x, 0));
  gtk_snapshot_append_layout (snapshot, chip->layout, ink);
  gtk_snapshot_restore (snapshot);
}

/* How many fit beside the count of the others, and what they take. */
static guint
count_fitting (BhcChips *self, int width, int rest, int *used)
{
  guint n = 0;

  *used = natural_width (self);
  if (*used <= width)
    return self->chips->len;

  *used = rest;
  while (n < self->chips->len && *used + g_array_index (self->chips, Chip, n).width + GAP <= width)
    *used += g_array_index (self->chips, Chip, n++).width + GAP;

  return n;
}

static void
bhc_chips_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BhcChips *self = BHC_CHIPS (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int whole = gtk_widget_get_width (widget), used = 0;
  guint n = count_fitting (self, whole, REST, &used);
  g_autofree char *rest = g_strdup_printf ("+%u", self->chips->len - n);
  Chip more = { .layout = gtk_widget_create_pango_layout (widget, rest), .width = REST };
  int x = whole - used;
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  for (guint i = 0; i < n + (n < self->chips->len ? 1 : 0); i++)
    {
      const Chip *chip = i < n ? &g_array_index (self->chips, Chip, i) : &more;

      if (x + chip->width <= whole)
        draw_chip (self, snapshot, chip, mirrored ? whole - x - chip->width : x, &ink);
      x += chip->width + GAP;
    }
  chip_clear (&more);
}

static void
bhc_chips_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  BhcChips *self = BHC_CHIPS (widget);

  self->height = 0;
  for (guint i = 0; i < self->chips->len; i++)
    pango_layout_context_changed (g_array_index (self->chips, Chip, i).layout);
  GTK_WIDGET_CLASS (bhc_chips_parent_class)->css_changed (widget, change);
}

static void
bhc_chips_finalize (GObject *object)
{
  g_clear_pointer (&BHC_CHIPS (object)->chips, g_array_unref);

  G_OBJECT_CLASS (bhc_chips_parent_class)->finalize (object);
}

static void
bhc_chips_class_init (BhcChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bhc_chips_finalize;
  widget_class->measure = bhc_chips_measure;
  widget_class->snapshot = bhc_chips_snapshot;
  widget_class->css_changed = bhc_chips_css_changed;
  gtk_widget_class_set_css_name (widget_class, "chips");
}

static void
bhc_chips_init (BhcChips *self)
{
  self->chips = g_array_new (FALSE, FALSE, sizeof (Chip));
  g_array_set_clear_func (self->chips, (GDestroyNotify) chip_clear);
}
