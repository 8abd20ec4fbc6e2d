/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "console/ui/insights/bhc-unit-words.h"
#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/insights/charts/bhc-chart.h"

#define WIDTH_MIN 220
#define WIDTH 420

struct _BhcChart
{
  GtkWidget parent_instance;

  const BhcChartKind *kind;
  BhcTable *table; /* (nullable) */
  int point;       /* what is looked at; -1: nothing */
  int last;        /* where the keys were; 0 to begin with */

  GskRenderNode *picture; /* (nullable) of the chart without a bubble */
  int width, height;      /* of it */
};

G_DEFINE_FINAL_TYPE (BhcChart, bhc_chart, GTK_TYPE_WIDGET)

static BhcCanvas
make_canvas (BhcChart *self)
{
  return (BhcCanvas){ .widget = GTK_WIDGET (self),
                      .table = self->table,
                      .ink = bhc_ink_of (GTK_WIDGET (self)),
                      .rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL,
                      .width = gtk_widget_get_width (GTK_WIDGET (self)),
                      .height = gtk_widget_get_height (GTK_WIDGET (self)) };
}

static gboolean
has_points (BhcChart *self)
{
  return self->table != NULL && bhc_table_get_n_rows (self->table) > 0 &&
         bhc_table_get_n_columns (self->table) > 0;
}

static void
forget_picture (BhcChart *self)
{
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- words ---- */

/* “Conversations: at most 34 (Tuesday, 3 March)” */
static char *
describe_column (BhcTable *table, guint column)
{
  guint best = 0;
  double top = NAN;
  g_autofree char *number = NULL;

  for (guint row = 0; row < bhc_table_get_n_rows (table); row++)
    {
      double value = bhc_table_get_value (table, row, column);

      if (isnan (value) || (!isnan (top) && value <= top))
        continue;
      top = value;
      best = row;
    }
  number = bhc_unit_say (bhc_table_get_unit (table, column), top);
  if (isnan (top))
    return g_strdup_printf (C_ ("figure", "%s: %s"), bhc_table_get_column (table, column), number);

  /* Translators: a figure's name, its highest value, and where it has it. */
  return g_strdup_printf (_ ("%s: at most %s (%s)"), bhc_table_get_column (table, column), number,
                          bhc_table_get_name (table, best));
}

char *
bhc_chart_describe (BhcTable *table)
{
  guint n = bhc_table_get_n_rows (table);
  GString *words = g_string_new (NULL);

  if (n == 0)
    return g_string_free (words, FALSE);
  g_string_append_printf (words, ngettext ("%u row", "%u rows", n), n);
  if (n > 1) /* Translators: the first and the last of them. */
    g_string_append_printf (words, _ (", from %s to %s"), bhc_table_get_name (table, 0),
                            bhc_table_get_name (table, n - 1));
  for (guint i = 0; i < MIN (bhc_table_get_n_drawn (table), BHC_INK_SERIES); i++)
    {
      g_autofree char *line = describe_column (table, i);

      g_string_append_printf (words, ". %s", line);
    }
  return g_string_free (words, FALSE);
}

char *
bhc_chart_get_words (BhcChart *self)
{
  g_return_val_if_fail (BHC_IS_CHART (self), NULL);

  return self->point >= 0 ? bhc_bubble_words (self->table, self->kind, self->point) : NULL;
}

/* GTK 4.8 has no point that could get the focus: the chart itself takes the point's name. */
static void
tell (BhcChart *self)
{
  g_autofree char *words = bhc_chart_get_words (self);
  g_autofree char *line = NULL;

  if (words == NULL)
    line = g_strdup (self->table != NULL ? bhc_table_get_title (self->table) : "");
  else
    line = g_strdelimit (g_strdup (words), "\n", ',');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
  if (words != NULL && gtk_widget_has_focus (GTK_WIDGET (self)))
    bhc_compat_announce (GTK_WIDGET (self), line);
}

static void
look_at (BhcChart *self, int point)
{
  if (self->point == point)
    return;
  self->point = point;
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- drawing ---- */

static void
draw_picture (BhcChart *self)
{
  BhcCanvas canvas = make_canvas (self);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  g_clear_pointer (&self->picture, gsk_render_node_unref);
  self->width = canvas.width;
  self->height = canvas.height;
  canvas.cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) canvas.width, (float) canvas.height));
  self->kind->draw (&canvas);
  cairo_destroy (canvas.cr);
  self->picture = gtk_snapshot_free_to_node (snapshot);
}

static void
draw_bubble (BhcChart *self, GtkSnapshot *snapshot)
{
  BhcCanvas canvas = make_canvas (self);
  GdkRectangle area = self->kind->place (&canvas, self->point);
  g_autofree char *words = bhc_chart_get_words (self);

  canvas.cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (-2, -4, (float) canvas.width + 4, (float) canvas.height + 8));
  gdk_cairo_set_source_rgba (canvas.cr, &canvas.ink.text);
  cairo_set_line_width (canvas.cr, 1);
  cairo_rectangle (canvas.cr, area.x + 0.5, area.y + 0.5, area.width, area.height);
  cairo_stroke_preserve (canvas.cr);
  canvas.ink.faint.alpha = MIN (canvas.ink.faint.alpha, 0.15F);
  gdk_cairo_set_source_rgba (canvas.cr, &canvas.ink.faint);
  cairo_fill (canvas.cr);
  bhc_bubble_draw (&canvas, &area, words);
  cairo_destroy (canvas.cr);
}

static void
bhc_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BhcChart *self = BHC_CHART (widget);

  if (!has_points (self))
    return;
  if (self->picture == NULL || self->width != gtk_widget_get_width (widget) ||
      self->height != gtk_widget_get_height (widget))
    draw_picture (self);
  if (self->picture != NULL)
    gtk_snapshot_append_node (snapshot, self->picture);
  if (self->point >= 0)
    draw_bubble (self, snapshot);
}

static void
bhc_chart_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  BhcChart *self = BHC_CHART (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = WIDTH_MIN;
      *natural = WIDTH;
    }
  else
    {
      BhcCanvas canvas = make_canvas (self);

      *minimum = *natural = has_points (self) ? self->kind->measure (&canvas) : 0;
    }
}

static void
bhc_chart_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bhc_chart_parent_class)->css_changed (widget, change);
  forget_picture (BHC_CHART (widget));
}

static void
bhc_chart_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  GTK_WIDGET_CLASS (bhc_chart_parent_class)->direction_changed (widget, before);
  forget_picture (BHC_CHART (widget));
}

/* ---- pointing and walking ---- */

static void
motion_cb (BhcChart *self, double x, double y)
{
  BhcCanvas canvas = make_canvas (self);

  if (has_points (self))
    look_at (self, self->kind->find (&canvas, x, y));
}

static void
leave_cb (BhcChart *self)
{
  look_at (self, -1);
}

static void
pressed_cb (BhcChart *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  motion_cb (self, x, y);
  self->last = MAX (self->point, 0);
}

static gboolean
walk (BhcChart *self, int on, int down)
{
  int from = self->point >= 0 ? self->point : self->last;
  int to = self->kind->walk (self->table, from, on, down);

  if (to < 0)
    return FALSE;
  if (self->point < 0) /* the first key shows where one is */
    to = from;
  self->last = to;
  look_at (self, to);
  return TRUE;
}

static gboolean
key_cb (BhcChart *self, guint key, guint code, GdkModifierType modifiers)
{
  static const struct
  {
    guint key, keypad;
    int right, down;
  } ways[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 },
  };
  int along = self->kind->walk == bhc_thing_bars.walk ? 0 : 1; /* Home and End go along, or down */
  int reading = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  if (!has_points (self) || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (key == ways[i].key || key == ways[i].keypad)
        return walk (self, reading * ways[i].right, ways[i].down);
    }
  if (key == GDK_KEY_Home || key == GDK_KEY_End)
    {
      int far = key == GDK_KEY_Home ? -10000 : 10000;

      self->point = MAX (self->point, self->last);
      return walk (self, far * along, far * (1 - along));
    }
  if (key != GDK_KEY_Escape || self->point < 0)
    return FALSE;
  look_at (self, -1);
  return TRUE;
}

static void
add_controllers (BhcChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
bhc_chart_dispose (GObject *object)
{
  BhcChart *self = BHC_CHART (object);

  g_clear_pointer (&self->picture, gsk_render_node_unref);
  g_clear_object (&self->table);

  G_OBJECT_CLASS (bhc_chart_parent_class)->dispose (object);
}

static void
bhc_chart_class_init (BhcChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_chart_dispose;
  widget_class->measure = bhc_chart_measure;
  widget_class->snapshot = bhc_chart_snapshot;
  widget_class->css_changed = bhc_chart_css_changed;
  widget_class->direction_changed = bhc_chart_direction_changed;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bhc_chart_init (BhcChart *self)
{
  self->point = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controllers (self);
}

GtkWidget *
bhc_chart_new (const BhcChartKind *kind)
{
  BhcChart *self = g_object_new (BHC_TYPE_CHART, NULL);

  self->kind = kind;
  return GTK_WIDGET (self);
}

void
bhc_chart_set_table (BhcChart *self, BhcTable *table)
{
  g_autofree char *all = bhc_chart_describe (table);
  g_autofree char *rest = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (BHC_IS_CHART (self));

  rest = self->kind->say_rest != NULL ? self->kind->say_rest (table) : NULL;
  description = g_strjoin (", ", all, rest, NULL);

  g_set_object (&self->table, table);
  self->point = -1;
  self->last = 0;
  tell (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  forget_picture (self);
}
