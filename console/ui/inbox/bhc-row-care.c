/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/inbox/bhc-row-care.h"

#include "console/ui/inbox/bhc-inbox-row.h"

struct _BhcRowCare
{
  GtkWidget *list;
  GtkWidget *scroller;
  GdkFrameClock *clock; /* (nullable) while the list is realized */
  BhcDesk *desk;        /* (nullable) */
};

/* Within a page of what is seen, so that a turn of the wheel finds the rows ready. */
static gboolean
is_near (BhcRowCare *self, GtkWidget *item)
{
  float height = (float) gtk_widget_get_height (self->scroller);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (item, self->scroller, &bounds) &&
         bounds.origin.y + bounds.size.height >= -height && bounds.origin.y <= 2 * height;
}

/* After the layout: rows know where they are, and what they change is laid out in the same frame.
 */
static void
refresh_rows (BhcRowCare *self)
{
  for (GtkWidget *item = gtk_widget_get_first_child (self->list); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (BHC_IS_INBOX_ROW (row) && bhc_inbox_row_is_stale (BHC_INBOX_ROW (row)) &&
          is_near (self, item))
        bhc_inbox_row_refresh (BHC_INBOX_ROW (row), self->desk);
    }
}

static void
realize_cb (BhcRowCare *self)
{
  self->clock = g_object_ref (gtk_widget_get_frame_clock (self->list));
  g_signal_connect_swapped (self->clock, "layout", G_CALLBACK (refresh_rows), self);
}

static void
leave_clock (BhcRowCare *self)
{
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_func (self->clock, refresh_rows, self);
  g_clear_object (&self->clock);
}

BhcRowCare *
bhc_row_care_new (GtkWidget *list, GtkWidget *scroller)
{
  BhcRowCare *self = g_new0 (BhcRowCare, 1);

  self->list = list;
  self->scroller = scroller;
  g_signal_connect_data (list, "realize", G_CALLBACK (realize_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (list, "unrealize", G_CALLBACK (leave_clock), self);

  return self;
}

void
bhc_row_care_free (BhcRowCare *self)
{
  g_signal_handlers_disconnect_by_data (self->list, self);
  leave_clock (self);
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
