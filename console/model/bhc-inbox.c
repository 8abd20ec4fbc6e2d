/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-inbox-private.h"

struct _BhcInbox
{
  GObject parent_instance;

  BhcView view;
};

static GType
bhc_inbox_get_item_type (GListModel *model)
{
  return BHC_TYPE_CONVERSATION;
}

static guint
bhc_inbox_get_n_items (GListModel *model)
{
  return 0;
}

static gpointer
bhc_inbox_get_item (GListModel *model, guint position)
{
  return NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bhc_inbox_get_item_type;
  iface->get_n_items = bhc_inbox_get_n_items;
  iface->get_item = bhc_inbox_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcInbox,
                               bhc_inbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bhc_inbox_class_init (BhcInboxClass *klass)
{
}

static void
bhc_inbox_init (BhcInbox *self)
{
}

BhcView
bhc_inbox_get_view (BhcInbox *self)
{
  g_return_val_if_fail (BHC_IS_INBOX (self), BHC_VIEW_ALL);

  return self->view;
}

BhcInbox *
bhc_inbox_new (BhcView view)
{
  BhcInbox *self = g_object_new (BHC_TYPE_INBOX, NULL);

  self->view = view;

  return self;
}
