/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the fake desk's team shares: the real object, with nobody signed in; filled by
 * bhc_directory_show(). */
#include "tests/console/ui/directory/fake-directory.h"
#include "console/model/bhc-desk-views.h"
#include "console/model/directory/bhc-directory-private.h"

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

/* Saved views have their bits in the order of the directory. */
const BhcFilter *
fake_directory_get_filter (BhcDesk *self, BhcView view)
{
  GListModel *views = bhc_directory_get_views (bhc_desk_get_directory (self));
  g_autoptr (BhcSavedView) saved = g_list_model_get_item (views, view - BHC_VIEW_SAVED);

  return saved != NULL ? bhc_saved_view_get_filter (saved) : NULL;
}

gboolean
bhc_desk_is_filtering (BhcDesk *self)
{
  return FALSE;
}

guint
bhc_desk_find_view (BhcDesk *self, const char *saved, gboolean *settled)
{
  GListModel *views = bhc_directory_get_views (bhc_desk_get_directory (self));

  *settled = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (views); i++)
    {
      g_autoptr (BhcSavedView) view = g_list_model_get_item (views, i);

      if (g_str_equal (bhc_saved_view_get_id (view), saved))
        return BHC_VIEW_SAVED + i;
    }

  return BHC_VIEW_NONE;
}
