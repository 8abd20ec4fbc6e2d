/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the fake desk's team shares: the real object, with nobody signed in; filled by
 * bhc_directory_show(). */
#include "console/model/directory/bhc-directory-private.h"
#include "tests/console/ui/fake-desk.h"

BhcDirectory *
bhc_desk_get_directory (BhcDesk *self)
{
  BhcDirectory *directory = g_object_get_data (G_OBJECT (self), "directory");

  if (directory == NULL)
    {
      directory = bhc_directory_new ();
      g_object_set_data_full (G_OBJECT (self), "directory", directory, g_object_unref);
    }

  return directory;
}
