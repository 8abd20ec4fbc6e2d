/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-desk-private.h"
#include "console/model/bhc-desk-views.h"
#include "console/model/notice/bhc-desk-notice.h"

void
bhc_desk_set_notice (BhcDesk *self, const char *words, const char *reason)
{
  g_clear_pointer (&self->notice, bhc_notice_free);
  if (reason != NULL)
    self->notice = bhc_notice_new (words, reason);
  bhc_desk_update (self);
}

const BhcNotice *
bhc_desk_get_notice (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return self->problem == NULL ? self->notice : NULL;
}

BhcDirectory *
bhc_desk_get_directory (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return self->directory;
}

BhcLibrary *
bhc_desk_get_library (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return self->library;
}

BhcUploads *
bhc_desk_get_uploads (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return self->uploads;
}

BhcFiles *
bhc_desk_get_files (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return self->files;
}

BhcInbox *
bhc_desk_filter (BhcDesk *self, BhcView view, const BhcFilter *filter)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return bhc_shelf_filter (self->shelf, view, filter);
}

gboolean
bhc_desk_is_filtering (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), FALSE);

  return bhc_shelf_is_sifting (self->shelf);
}

guint
bhc_desk_find_view (BhcDesk *self, const char *saved, gboolean *settled)
{
  g_return_val_if_fail (BHC_IS_DESK (self), BHC_VIEW_NONE);

  return bhc_shelf_find_view (self->shelf, saved, settled);
}
