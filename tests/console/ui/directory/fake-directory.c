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

void
fake_directory_show (BhcDesk *self, const char *text)
{
  g_autoptr (GVariant) values = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);

  g_assert_nonnull (values);
  bhc_directory_show (bhc_desk_get_directory (self), values);
  fake_desk_refresh (self);
}

void
fake_directory_fill (BhcDesk *self)
{
  fake_directory_show (
      self, "{'operators':<[{'id':<'op-mia'>,'name':<'Mia Brandt'>,'role':<'admin'>,"
            "'status':<'online'>,'disabled':<false>},{'id':<'op-sam'>,'name':<'Sam Okafor'>,"
            "'role':<'agent'>,'status':<'away'>,'disabled':<false>},{'id':<'op-old'>,"
            "'name':<'Gone Away'>,'role':<'agent'>,'status':<'away'>,'disabled':<true>}]>,"
            "'teams':<[{'id':<'t-shop'>,'name':<'Workshop'>,'members':<['op-sam']>}]>,"
            "'labels':<[{'id':<'l-repair'>,'name':<'repair'>,'color':<'#1c71d8'>},"
            "{'id':<'l-billing'>,'name':<'billing'>,'color':<'#e5a50a'>},"
            "{'id':<'l-vip'>,'name':<'long-standing customer'>,'color':<'#9141ac'>}]>,"
            "'views':<[{'id':<'v-repair'>,'name':<'Repairs'>,'shared':<true>,'position':<int64 0>,"
            "'sort':<'waiting'>,'filter':<{'labels':<['l-repair']>}>},"
            "{'id':<'v-week'>,'name':<'Urgent, Mine'>,'shared':<false>,'position':<int64 1>,"
            "'sort':<'activity'>,'filter':<{'priorities':<['urgent','high']>}>}]>}");
}
