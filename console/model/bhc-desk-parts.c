/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-desk-private.h"

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
