/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-wrap-layout.h"

struct _BhcWrapLayout
{
  BhcSpacedLayout parent_instance;
};

G_DEFINE_FINAL_TYPE (BhcWrapLayout, bhc_wrap_layout, BHC_TYPE_SPACED_LAYOUT)

static int
spacing_of (BhcWrapLayout *self)
{
  return bhc_spaced_layout_get_spacing (BHC_SPACED_LAYOUT (self));
}

/* A line: its children from @first up to @end (not included). */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end; /* (nullable) */
  int width;      /* of its children and what lies between them */
  int wish;       /* what those that do not expand would have beyond that */
  int n_expand;
  gboolean whole; /* what gives way has its place, too */
} Line;

/* What wraps itself stays in one line as long as @width allows it. */
static int
width_of (GtkWidget *child, int width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return BHC_IS_WRAP_LAYOUT (gtk_widget_get_layout_manager (child))
             ? MAX (minimum, MIN (natural, width))
             : minimum;
}

/* What it would have beyond that, if there is room. */
static int
wish_of (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural - width_of (child, width);
}

static gboolean
gives_way (GtkWidget *child)
{
  return gtk_widget_has_css_class (child, "gives-way");
}

static gboolean
has_place (const Line *line, GtkWidget *child)
{
  return gtk_widget_should_layout (child) && (line->whole || !gives_way (child));
}

static void
add_child (BhcWrapLayout *self, Line *line, GtkWidget *child, int width)
{
  gboolean expands = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);

  line->width += width_of (child, width) + (line->width > 0 ? spacing_of (self) : 0);
  line->wish += expands ? 0 : wish_of (child, width);
  line->n_expand += expands ? 1 : 0;
}

/* The line that begins with @first. */
static Line
find_line (BhcWrapLayout *self, GtkWidget *first, int width, gboolean whole)
{
  Line line = { first, first, 0, 0, 0, whole };

  for (; line.end != NULL; line.end = gtk_widget_get_next_sibling (line.end))
    {
      if (!has_place (&line, line.end))
        continue;
      if (line.width > 0 && line.width + spacing_of (self) + width_of (line.end, width) > width)
        break;
      add_child (self, &line, line.end, width);
    }

  return line;
}

/* Everything fits into one line. */
static gboolean
is_whole (BhcWrapLayout *self, GtkWidget *widget, int width)
{
  Line all = find_line (self, gtk_widget_get_first_child (widget), G_MAXINT / 2, TRUE);

  return all.width <= width;
}

static void
measure_width (BhcWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  Line all = find_line (self, gtk_widget_get_first_child (widget), G_MAXINT / 2, TRUE);

  *natural = all.width;
  *minimum = 0;
  for (GtkWidget *child = all.first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_should_layout (child) && !gives_way (child))
        *minimum = MAX (*minimum, width_of (child, 0));
    }
}

/* Those behind it stand at the end by themselves. */
static gboolean
is_first_at_end (const Line *line, GtkWidget *child)
{
  GtkWidget *first = line->first;

  while (first != line->end &&
         !(has_place (line, first) && gtk_widget_get_halign (first) == GTK_ALIGN_END))
    first = gtk_widget_get_next_sibling (first);
  return first == child;
}

/* Looks odd when it is wider than its words. */
static gboolean
is_button (GtkWidget *child)
{
  return GTK_IS_BUTTON (child) || GTK_IS_MENU_BUTTON (child);
}

/* What @child gets of its line: first all have what they would, then those that expand the rest. */
static int
share_of (const Line *line, GtkWidget *child, int width)
{
  int own = width_of (child, width);
  int more = MAX (0, width - line->width);
  int granted = MIN (more, line->wish);

  if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    return own + (more - granted) / line->n_expand;
  if (own == line->width && !is_button (child)) /* alone */
    return own + more;
  if (line->wish > 0)
    own += wish_of (child, width) * granted / line->wish;
  if (line->n_expand == 0 && is_first_at_end (line, child))
    return own + more - granted;
  return own;
}

static int
height_of (const Line *line, int width)
{
  int height = 0;

  for (GtkWidget *child = line->first; child != line->end;
       child = gtk_widget_get_next_sibling (child))
    {
      int natural;

      if (!has_place (line, child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, share_of (line, child, width), NULL,
                          &natural, NULL, NULL);
      height = MAX (height, natural);
    }

  return height;
}

static int
measure_height (BhcWrapLayout *self, GtkWidget *widget, int width)
{
  gboolean whole = is_whole (self, widget, width);
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      Line line = find_line (self, child, width, whole);
      int own = height_of (&line, width);

      height += own + (height > 0 && own > 0 ? spacing_of (self) : 0);
      child = line.end;
    }

  return height;
}

static void
bhc_wrap_layout_measure (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  BhcWrapLayout *self = BHC_WRAP_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    *minimum = *natural = measure_height (self, widget, for_size >= 0 ? for_size : G_MAXINT / 2);
}

static void
allocate_line (BhcWrapLayout *self, const Line *line, int y, int width, gboolean mirrored)
{
  int height = height_of (line, width);
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { x, y, 0, height };

      gtk_widget_set_child_visible (child, line->whole || !gives_way (child));
      if (!has_place (line, child))
        continue;
      place.width = share_of (line, child, width);
      x += place.width + spacing_of (self);
      if (mirrored)
        place.x = width - place.x - place.width;
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
bhc_wrap_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          int width,
                          int height,
                          int baseline)
{
  BhcWrapLayout *self = BHC_WRAP_LAYOUT (manager);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean whole = is_whole (self, widget, width);
  int y = MAX (0, height - measure_height (self, widget, width)) / 2;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      Line line = find_line (self, child, width, whole);

      allocate_line (self, &line, y, width, mirrored);
      y += height_of (&line, width) + spacing_of (self);
      child = line.end;
    }
}

static void
bhc_wrap_layout_class_init (BhcWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = bhc_wrap_layout_measure;
  layout_class->allocate = bhc_wrap_layout_allocate;
}

static void
bhc_wrap_layout_init (BhcWrapLayout *self)
{
}

GtkLayoutManager *
bhc_wrap_layout_new (int spacing)
{
  return g_object_new (BHC_TYPE_WRAP_LAYOUT, "spacing", spacing, NULL);
}
