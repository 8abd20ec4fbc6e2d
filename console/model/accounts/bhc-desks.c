/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/accounts/bhc-desks.h"

#include "console/client/account/bhc-account-file.h"

struct _BhcDesks
{
  GObject parent_instance;

  char *data_dir; /* (nullable) */
  BhcPreferences *preferences;
  GPtrArray *desks;
  BhcDesk *current; /* one of them */
};

typedef enum
{
  PROP_CURRENT = 1,
} BhcDesksProperty;
static GParamSpec *props[PROP_CURRENT + 1];

static GType
bhc_desks_get_item_type (GListModel *model)
{
  return BHC_TYPE_DESK;
}

static guint
bhc_desks_get_n_items (GListModel *model)
{
  return BHC_DESKS (model)->desks->len;
}

static gpointer
bhc_desks_get_item (GListModel *model, guint position)
{
  GPtrArray *desks = BHC_DESKS (model)->desks;

  return position < desks->len ? g_object_ref (g_ptr_array_index (desks, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bhc_desks_get_item_type;
  iface->get_n_items = bhc_desks_get_n_items;
  iface->get_item = bhc_desks_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcDesks,
                               bhc_desks,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
is_signed_out (BhcDesk *desk)
{
  return bhc_desk_get_state (desk) == BHC_STATE_SIGNED_OUT;
}

static void
remove_desk (BhcDesks *self, BhcDesk *desk)
{
  guint position;

  if (!g_ptr_array_find (self->desks, desk, &position))
    return;

  g_signal_handlers_disconnect_by_data (desk, self);
  g_ptr_array_remove_index (self->desks, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* (nullable): somebody is signed in nowhere else */
static BhcDesk *
find_other (BhcDesks *self, BhcDesk *desk)
{
  for (guint i = 0; i < self->desks->len; i++)
    {
      BhcDesk *other = g_ptr_array_index (self->desks, i);

      if (other != desk && !is_signed_out (other))
        return other;
    }

  return NULL;
}

/* Somebody who never was here, or has gone by themselves, leaves nothing to come back to.  Whom the
 * server has put out is told why, so that desk stays. */
static void
state_cb (BhcDesk *desk, GParamSpec *pspec, BhcDesks *self)
{
  BhcDesk *other =
      is_signed_out (desk) && bhc_desk_get_problem (desk) == NULL ? find_other (self, desk) : NULL;

  if (other == NULL)
    return;
  if (desk == self->current)
    bhc_desks_set_current (self, other);
  remove_desk (self, desk);
}

static BhcDesk *
append_desk (BhcDesks *self)
{
  BhcDesk *desk = bhc_desk_new (self->data_dir);

  if (self->preferences != NULL)
    bhc_desk_set_preferences (desk, self->preferences);
  g_ptr_array_add (self->desks, desk);
  g_list_model_items_changed (G_LIST_MODEL (self), self->desks->len - 1, 0, 1);
  return desk;
}

static void
watch (BhcDesks *self, BhcDesk *desk)
{
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (state_cb), self, 0);
}

void
bhc_desks_start (BhcDesks *self)
{
  g_autoptr (GPtrArray) accounts = NULL;

  g_return_if_fail (BHC_IS_DESKS (self));

  accounts = bhc_account_file_load (self->data_dir);
  for (guint i = 0; i < accounts->len; i++)
    {
      const BhcAccount *account = g_ptr_array_index (accounts, i);

      bhc_desk_set_account (i == 0 ? self->current : append_desk (self), account->server,
                            account->email);
    }
  for (guint i = 0; i < self->desks->len; i++)
    bhc_desk_start (g_ptr_array_index (self->desks, i));
  for (guint i = 0; i < self->desks->len; i++)
    watch (self, g_ptr_array_index (self->desks, i));
}

BhcDesk *
bhc_desks_get_current (BhcDesks *self)
{
  g_return_val_if_fail (BHC_IS_DESKS (self), NULL);

  return self->current;
}

void
bhc_desks_set_current (BhcDesks *self, BhcDesk *desk)
{
  g_autoptr (BhcDesk) before = NULL;

  g_return_if_fail (BHC_IS_DESKS (self));
  g_return_if_fail (g_ptr_array_find (self->desks, desk, NULL));

  if (desk == self->current)
    return;

  before = g_object_ref (self->current);
  self->current = desk;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CURRENT]);
  if (is_signed_out (before))
    remove_desk (self, before);
}

void
bhc_desks_add (BhcDesks *self)
{
  BhcDesk *desk;

  g_return_if_fail (BHC_IS_DESKS (self));

  if (is_signed_out (self->current))
    return;

  desk = append_desk (self);
  watch (self, desk);
  bhc_desks_set_current (self, desk);
}

char *
bhc_desks_get_key (BhcDesk *desk)
{
  const char *server = bhc_desk_get_server (desk);
  const char *email = bhc_desk_get_email (desk);

  return g_strdup_printf ("%s %s", server != NULL ? server : "", email != NULL ? email : "");
}

BhcDesk *
bhc_desks_find (BhcDesks *self, const char *key)
{
  g_return_val_if_fail (BHC_IS_DESKS (self), NULL);

  for (guint i = 0; i < self->desks->len; i++)
    {
      BhcDesk *desk = g_ptr_array_index (self->desks, i);
      g_autofree char *its_key = bhc_desks_get_key (desk);

      if (g_str_equal (its_key, key))
        return desk;
    }

  return NULL;
}

static void
bhc_desks_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((BhcDesksProperty) prop_id)
    {
    case PROP_CURRENT:
      bhc_desks_set_current (BHC_DESKS (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_desks_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((BhcDesksProperty) prop_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, BHC_DESKS (object)->current);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_desks_finalize (GObject *object)
{
  BhcDesks *self = BHC_DESKS (object);

  g_clear_pointer (&self->desks, g_ptr_array_unref);
  g_clear_object (&self->preferences);
  g_free (self->data_dir);

  G_OBJECT_CLASS (bhc_desks_parent_class)->finalize (object);
}

static void
bhc_desks_class_init (BhcDesksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bhc_desks_set_property;
  object_class->get_property = bhc_desks_get_property;
  object_class->finalize = bhc_desks_finalize;

  props[PROP_CURRENT] =
      g_param_spec_object ("current", NULL, NULL, BHC_TYPE_DESK,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_desks_init (BhcDesks *self)
{
  self->desks = g_ptr_array_new_with_free_func (g_object_unref);
}

BhcDesks *
bhc_desks_new (const char *data_dir, BhcPreferences *preferences)
{
  BhcDesks *self = g_object_new (BHC_TYPE_DESKS, NULL);

  self->data_dir = g_strdup (data_dir);
  g_set_object (&self->preferences, preferences);
  self->current = append_desk (self);

  return self;
}
