/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/inbox/bhc-row-care.h"

#include "console/ui/inbox/bhc-inbox-row.h"

#define REST_MS 80 /* nothing has moved for so long */
#define SLICE 8    /* rows filled in between two things of more importance */

struct _BhcRowCare
{
  GtkWidget *list;
  GtkWidget *scroller;
  GdkFrameClock *clock; /* (nullable) while the list is realized … */
  GtkRoot *root;        /* (nullable) … in this window */
  BhcDesk *desk;        /* (nullable) */
  guint rest;           /* timeout, then idle source; 0: all rows are filled in */
};

/* The list hides what is outside of its view, and leaves it where it was. */
static gboolean
is_seen (BhcRowCare *self, GtkWidget *item)
{
  float height = (float) gtk_widget_get_height (self->scroller);
  graphene_rect_t bounds;

  return gtk_widget_get_child_visible (item) &&
         gtk_widget_compute_bounds (item, self->scroller, &bounds) &&
         bounds.origin.y + bounds.size.height >= 0 && bounds.origin.y <= height;
}

/* (transfer none) (nullable): the row of a list item that shows what it was before */
static BhcInboxRow *
stale_row (GtkWidget *item)
{
  GtkWidget *row = gtk_widget_get_first_child (item);

  return BHC_IS_INBOX_ROW (row) && bhc_inbox_row_is_stale (BHC_INBOX_ROW (row))
             ? BHC_INBOX_ROW (row)
             : NULL;
}

static gboolean
fill_slice_cb (gpointer data)
{
  BhcRowCare *self = data;
  guint n = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (self->list); item != NULL && n < SLICE;
       item = gtk_widget_get_next_sibling (item))
    {
      BhcInboxRow *row = stale_row (item);

      if (row == NULL)
        continue;
      bhc_inbox_row_refresh (row, self->desk);
      n++;
    }
  if (n == SLICE)
    return G_SOURCE_CONTINUE;

  self->rest = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
rest_cb (gpointer data)
{
  BhcRowCare *self = data;

  self->rest = g_idle_add_full (G_PRIORITY_LOW, fill_slice_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

/* After the layout: rows know where they are, and what they change is laid out in the same frame.
 * The list keeps two hundred around those that are seen: they wait until nothing moves. */
static void
refresh_rows (BhcRowCare *self)
{
  guint n_later = 0, n_now = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (self->list); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      BhcInboxRow *row = stale_row (item);
      gboolean now = row != NULL && is_seen (self, item);

      if (now)
        bhc_inbox_row_refresh (row, self->desk);
      n_now += now ? 1 : 0;
      n_later += row != NULL && !now ? 1 : 0;
    }
  if (n_later == 0 || (n_now == 0 && self->rest != 0))
    return;

  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, rest_cb, self);
}

/* A screen reader asks for its name before the next frame. */
static void
focus_cb (BhcRowCare *self)
{
  GtkWidget *item = gtk_root_get_focus (self->root);
  BhcInboxRow *row =
      item != NULL && gtk_widget_get_parent (item) == self->list ? stale_row (item) : NULL;

  if (row != NULL)
    bhc_inbox_row_refresh (row, self->desk);
}

static void
realize_cb (BhcRowCare *self)
{
  self->clock = g_object_ref (gtk_widget_get_frame_clock (self->list));
  self->root = g_object_ref (gtk_widget_get_root (self->list));
  g_signal_connect_swapped (self->clock, "layout", G_CALLBACK (refresh_rows), self);
  g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_cb), self);
}

static void
leave_window (BhcRowCare *self)
{
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_data (self->root, self);
  g_clear_object (&self->clock);
  g_clear_object (&self->root);
  g_clear_handle_id (&self->rest, g_source_remove);
}

BhcRowCare *
bhc_row_care_new (GtkWidget *list, GtkWidget *scroller)
{
  BhcRowCare *self = g_new0 (BhcRowCare, 1);

  self->list = list;
  self->scroller = scroller;
  g_signal_connect_data (list, "realize", G_CALLBACK (realize_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (list, "unrealize", G_CALLBACK (leave_window), self);

  return self;
}

void
bhc_row_care_free (BhcRowCare *self)
{
  g_signal_handlers_disconnect_by_data (self->list, self);
  leave_window (self);
  g_clear_object (&self->desk);
  g_free (self);
}

void
bhc_row_care_set_desk (BhcRowCare *self, BhcDesk *desk)
{
  g_set_object (&self->desk, desk);
}

void
bhc_row_care_age (BhcRowCare *self)
{
  for (GtkWidget *item = gtk_widget_get_first_child (self->list); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (BHC_IS_INBOX_ROW (row))
        bhc_inbox_row_age (BHC_INBOX_ROW (row));
    }
  gtk_widget_queue_resize (self->list);
}
