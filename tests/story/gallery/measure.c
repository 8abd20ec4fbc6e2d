/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/gallery/measure.h"

#include <math.h>
#include <string.h>

#define STEPS_MAX 400
#define CHECK_GAP 6
#define LONGEST_WORD 32 /* in bytes */
#define FRAME 6         /* what the window draws around itself */

typedef struct
{
  GtkWidget *window;
  int width;
  GString *faults;
  GHashTable *reached; /* (nullable) by the Tab key */
  graphene_rect_t bar; /* the bar at the top that was seen last; no width: none yet */
} Measure;

static const char *
words_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  return NULL;
}

static void
blame (Measure *measure, GtkWidget *widget, const char *what)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  const char *words = words_of (widget);
  GString *path = g_string_new (NULL);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  for (guint i = 0; i < 3 && parent != NULL; i++, parent = gtk_widget_get_parent (parent))
    g_string_append_printf (path, " < %s", G_OBJECT_TYPE_NAME (parent));
  g_string_append_printf (
      measure->faults, "  %s: %s %s “%s” (%s)%s\n", what, G_OBJECT_TYPE_NAME (widget),
      id != NULL ? id : "", words != NULL ? words : "",
      gtk_widget_get_tooltip_text (widget) != NULL ? gtk_widget_get_tooltip_text (widget) : "",
      path->str);
  g_string_free (path, TRUE);
}

/* Something that scrolls sideways may hold more than is seen. */
static gboolean
may_hold_more (GtkWidget *widget)
{
  GtkPolicyType policy = GTK_POLICY_NEVER;

  if (GTK_IS_SCROLLED_WINDOW (widget))
    gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
  return policy != GTK_POLICY_NEVER;
}

static gboolean
has_tooltip (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if (gtk_widget_get_has_tooltip (widget))
        return TRUE;
    }
  return FALSE;
}

/* Rows show a beginning: the whole of it is a press away; not so of what is chosen in them. */
static gboolean
is_in_row (GtkWidget *widget)
{
  if (gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW) != NULL)
    return gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) != NULL;
  return gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX) != NULL;
}

/* What libadwaita draws over that which lies behind. */
static gboolean
is_shade (GtkWidget *widget)
{
  return ADW_IS_FLAP (gtk_widget_get_parent (widget)) &&
         g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwGizmo");
}

static void
look_at_place (Measure *measure, GtkWidget *widget)
{
  graphene_rect_t bounds;

  if (widget != measure->window && !is_shade (widget) &&
      gtk_widget_compute_bounds (widget, measure->window, &bounds) && bounds.size.width > 0 &&
      (bounds.origin.x < -1.5 ||
       bounds.origin.x + bounds.size.width > gtk_widget_get_width (measure->window) + 1.5))
    blame (measure, widget, "outside of the window");
}

/* A box and its words, whichever side it is on. */
static void
look_at_check (Measure *measure, GtkWidget *widget)
{
  GtkWidget *box = gtk_widget_get_first_child (widget);
  graphene_rect_t beside, words;

  if (!GTK_IS_CHECK_BUTTON (widget) ||
      gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)) == NULL ||
      !gtk_widget_compute_bounds (box, widget, &beside) ||
      !gtk_widget_compute_bounds (gtk_widget_get_next_sibling (box), widget, &words))
    return;
  if (MAX (words.origin.x, beside.origin.x) <
      MIN (words.origin.x + words.size.width, beside.origin.x + beside.size.width) + CHECK_GAP)
    blame (measure, widget, "its box touches its words");
}

/* A number beside an icon, whatever the size of the text. */
static void
look_at_count (Measure *measure, GtkWidget *widget)
{
  GtkWidget *place = gtk_widget_get_parent (widget);
  graphene_rect_t count, icon;

  if (gtk_widget_has_css_class (widget, "place-count") &&
      gtk_widget_compute_bounds (widget, place, &count) &&
      gtk_widget_compute_bounds (gtk_overlay_get_child (GTK_OVERLAY (place)), place, &icon) &&
      graphene_rect_intersection (&count, &icon, NULL))
    blame (measure, widget, "covers its icon");
}

/* A question has no width of its own to be asked for. */
static void
look_at_width (Measure *measure)
{
  if (gtk_widget_get_width (measure->window) > measure->width + 2 * FRAME)
    blame (measure, measure->window, "wider than the screen");
}

static void
look_at_words (Measure *measure, GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_TEXT) == NULL &&
      pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))) &&
      !has_tooltip (widget) && !is_in_row (widget) &&
      gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_HANDLE) == NULL) /* the window has it, too */
    blame (measure, widget, "cut short");
}

/* An address and a key have no place of their own to be broken at. */
static gboolean
has_no_breaks (const char *text, const char *at)
{
  const char *start = at;

  while (start > text && !g_ascii_isspace (start[-1]))
    start--;
  return strcspn (start, "@./:_{") < strcspn (start, " \n") ||
         strcspn (start, " \n") > LONGEST_WORD;
}

/* A line that ends within a word; a question may have anybody's name for its heading. */
static void
look_at_breaks (Measure *measure, GtkWidget *widget)
{
  PangoLayout *layout = GTK_IS_LABEL (widget) && !ADW_IS_MESSAGE_DIALOG (measure->window)
                            ? gtk_label_get_layout (GTK_LABEL (widget))
                            : NULL;
  const PangoLogAttr *attrs =
      layout != NULL ? pango_layout_get_log_attrs_readonly (layout, NULL) : NULL;
  const char *text = layout != NULL ? pango_layout_get_text (layout) : NULL;

  for (int i = 1; layout != NULL && i < pango_layout_get_line_count (layout); i++)
    {
      const PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      const char *at = text + line->start_index;

      if (!line->is_paragraph_start && !attrs[g_utf8_pointer_to_offset (text, at)].is_line_break &&
          !has_no_breaks (text, at))
        blame (measure, widget, "is broken within a word");
    }
}

/* A frame is drawn around what has it, and what scrolls shows nothing beyond its own edges. */
static void
look_at_frame (Measure *measure, GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;
  double above;

  if (viewport == NULL || viewport == widget ||
      !(gtk_widget_has_css_class (widget, "boxed-list") ||
        gtk_widget_has_css_class (widget, "card")) ||
      !gtk_widget_compute_bounds (widget, viewport, &bounds) || bounds.size.width < 1)
    return;

  above = gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)));
  if (bounds.origin.x < 1 || bounds.origin.y + above < 1 ||
      bounds.origin.x + bounds.size.width > gtk_widget_get_width (viewport) - 1)
    blame (measure, widget, "its frame is cut");
}

/* What nobody has marked; an entry marks what it holds when the focus comes. */
static void
look_at_marks (Measure *measure, GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_selectable (GTK_LABEL (widget)) &&
      gtk_label_get_selection_bounds (GTK_LABEL (widget), NULL, NULL))
    blame (measure, widget, "is marked");
}

/* What is wanted in a field, were there nothing in it. */
static void
look_at_wanted (Measure *measure, GtkWidget *widget)
{
  GtkWidget *label = GTK_IS_TEXT (widget) ? gtk_widget_get_first_child (widget) : NULL;

  if (GTK_IS_LABEL (label) && gtk_widget_get_mapped (label) &&
      pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
    blame (measure, label, "what is wanted is cut short");
}

/* A notice leaves the page to be worked on. */
static void
look_at_notice (Measure *measure, GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "offline-bar") &&
      gtk_widget_get_height (widget) * 3 > gtk_widget_get_height (measure->window))
    blame (measure, widget, "takes more than a third of the window");
}

static float
end_of (const graphene_rect_t *bar)
{
  return bar->origin.y + bar->size.height;
}

/* Bars beside each other, seen as one; a pane that lies over another has its own. */
static void
look_at_bar (Measure *measure, GtkWidget *widget)
{
  graphene_rect_t bounds;

  if (!ADW_IS_HEADER_BAR (widget) ||
      !gtk_widget_compute_bounds (widget, measure->window, &bounds) || bounds.origin.y > FRAME)
    return;
  if (measure->bar.size.width > 0 && fabsf (end_of (&bounds) - end_of (&measure->bar)) > 0.5f &&
      !graphene_rect_intersection (&bounds, &measure->bar, NULL))
    blame (measure, widget, "ends at another line than the bar beside it");
  measure->bar = bounds;
}

/* A button with nothing but a sign is labelled by that, which says nothing. */
static gboolean
has_sign_alone (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL;
}

/* In GTK's own backend for tests.  Newer GTK calls what has no other name as its tooltip does. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         (gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) &&
          !has_sign_alone (widget)) ||
         (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0') ||
         (GTK_CHECK_VERSION (4, 14, 0) && gtk_widget_get_tooltip_text (widget) != NULL);
}

static gboolean
can_be_used (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget) &&
         gtk_widget_is_sensitive (widget);
}

static gboolean
is_part (GtkWidget *widget) /* of what has the name */
{
  return GTK_IS_TEXT (widget) || GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_VIEWPORT (widget) ||
         GTK_IS_POPOVER (widget) || GTK_IS_WINDOW (widget) || ADW_IS_PREFERENCES_ROW (widget) ||
         g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "GtkListItem") ||
         GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)) ||
         GTK_IS_COLOR_BUTTON (gtk_widget_get_parent (widget)) ||
         GTK_IS_DROP_DOWN (gtk_widget_get_parent (widget));
}

/* Where the walk below does not go. */
static gboolean
is_in_closed (GtkWidget *widget)
{
  GtkWidget *list = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX);

  return (list != NULL && gtk_widget_has_css_class (list, "navigation-sidebar")) ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BASE) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_COLUMN_VIEW) != NULL ||
         gtk_widget_get_ancestor (gtk_widget_get_parent (widget), GTK_TYPE_BUTTON) != NULL ||
         (ADW_CHECK_VERSION (1, 5, 0) && /* arrows go from one to the next */
          gtk_widget_get_ancestor (widget, ADW_TYPE_VIEW_SWITCHER) != NULL);
}

/* What takes the focus for that which is inside of it. */
static gboolean
is_frame (GtkWidget *widget)
{
  return GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_VIEWPORT (widget) || GTK_IS_WINDOW (widget) ||
         GTK_IS_POPOVER (widget) || GTK_IS_EXPANDER (widget) || GTK_IS_LIST_BASE (widget) ||
         GTK_IS_LIST_BOX (widget) || GTK_IS_COLUMN_VIEW (widget);
}

/* Itself, a part of it, or another row of its list: arrows go from one to the next. */
static gboolean
was_reached (Measure *measure, GtkWidget *widget)
{
  GHashTableIter iter;
  gpointer each;

  if (GTK_IS_LIST_BOX_ROW (widget))
    widget = gtk_widget_get_parent (widget);
  g_hash_table_iter_init (&iter, measure->reached);
  while (g_hash_table_iter_next (&iter, &each, NULL))
    if (each != NULL && (each == widget || gtk_widget_is_ancestor (each, widget)))
      return TRUE;
  return FALSE;
}

/* What is only read: GTK 4.8 calls a label that never had words as its type. */
static void
look_at_name (Measure *measure, GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && !has_name (widget) &&
      gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) !=
          GTK_ACCESSIBLE_ROLE_PRESENTATION) /* it is not called at all */
    blame (measure, widget, "is called as its type is");
}

static void
look_at_use (Measure *measure, GtkWidget *widget)
{
  if (!can_be_used (widget))
    return;
  if (!is_part (widget) && !has_name (widget))
    blame (measure, widget, "has no name");
  if (!is_frame (widget) && !is_in_closed (widget) && !was_reached (measure, widget))
    blame (measure, widget, "Tab does not come to it");
}

/* What has slid away altogether. */
static gboolean
is_away (Measure *measure, GtkWidget *widget)
{
  graphene_rect_t bounds;

  return widget != measure->window &&
         gtk_widget_compute_bounds (widget, measure->window, &bounds) && bounds.size.width > 0 &&
         (bounds.origin.x + bounds.size.width <= FRAME ||
          bounds.origin.x >= gtk_widget_get_width (measure->window) - FRAME);
}

static void
look (Measure *measure, GtkWidget *widget, gboolean more)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget) ||
      (GTK_IS_NATIVE (widget) && widget != measure->window) || (!more && is_away (measure, widget)))
    return;
  if (!more)
    look_at_place (measure, widget);
  look_at_words (measure, widget);
  look_at_breaks (measure, widget);
  look_at_frame (measure, widget);
  look_at_marks (measure, widget);
  look_at_check (measure, widget);
  look_at_count (measure, widget);
  look_at_wanted (measure, widget);
  look_at_notice (measure, widget);
  look_at_bar (measure, widget);
  look_at_name (measure, widget);
  look_at_use (measure, widget);
  more = more || may_hold_more (widget);
  if (GTK_IS_SCROLLBAR (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look (measure, child, more);
}

/* Lists whose selection decides what is shown are not walked through: arrows do that. */
static void
set_lists_open (GtkWidget *widget, gboolean open)
{
  if (gtk_widget_has_css_class (widget, "navigation-sidebar"))
    gtk_widget_set_can_focus (widget, open);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_lists_open (child, open);
}

/* GTK goes on where the focus was last in each part: the walk begins at the beginning. */
static void
forget_focus (GtkWidget *widget)
{
  gtk_widget_set_focus_child (widget, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    forget_focus (child);
}

/* A second round finds what can be used only now: walking through a list selects in it. */
static void
walk (Measure *measure)
{
  GtkWindow *window = GTK_WINDOW (measure->window);

  gtk_window_set_focus (window, NULL);
  set_lists_open (measure->window, FALSE);
  forget_focus (measure->window);
  for (guint i = 0, rounds = 0; i < STEPS_MAX && rounds < 3; i++)
    {
      rounds += gtk_widget_child_focus (measure->window, GTK_DIR_TAB_FORWARD) ? 0 : 1;
      g_hash_table_add (measure->reached, gtk_window_get_focus (window));
    }
  set_lists_open (measure->window, TRUE);
}

static int
minimum_of (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static GtkWidget *
find_widest (GtkWidget *widget)
{
  GtkWidget *widest = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_get_mapped (child) && !GTK_IS_NATIVE (child) &&
          (widest == NULL || minimum_of (child) > minimum_of (widest)))
        widest = child;
    }
  return widest == NULL ? widget : find_widest (widest);
}

/* The innermost parts that will not become narrower. */
static void
look_for_wide (Measure *measure, GtkWidget *widget)
{
  gboolean innermost = TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_mapped (child) || GTK_IS_NATIVE (child) ||
          minimum_of (child) <= measure->width)
        continue;
      innermost = FALSE;
      look_for_wide (measure, child);
    }
  if (innermost && minimum_of (widget) > measure->width)
    {
      g_autofree char *what =
          g_strdup_printf ("wants %d of %d", minimum_of (widget), measure->width);

      blame (measure, widget, what);
      blame (measure, find_widest (widget), "  most of it");
    }
}

void
measure_window (GtkWidget *window, int width, GString *faults)
{
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  Measure measure = { .window = window, .width = width, .faults = faults, .reached = reached };

  look_for_wide (&measure, gtk_window_get_child (GTK_WINDOW (window)));
  walk (&measure);
  gtk_test_widget_wait_for_draw (window); /* what was chosen on the way shows something else */
  look_at_width (&measure);
  look (&measure, window, FALSE);
}
