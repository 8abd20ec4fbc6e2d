/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/knowledge/bhc-uploads.h"

#include "console/model/knowledge/bhc-upload-private.h"

#define AT_ONCE 2
#define AGAIN_AFTER_S 2 /* where the daemon is reached but cannot take it now */

struct _BhcUploads
{
  GObject parent_instance;

  BhcLibrary *library;
  GPtrArray *uploads; /* BhcUpload */
  guint n_open;       /* as it was last told */
  guint again;        /* timeout; 0: none */
  gboolean starting;
};

typedef enum
{
  PROP_N_OPEN = 1,
} BhcUploadsProperty;

static GParamSpec *props[PROP_N_OPEN + 1];

static guint
uploads_n_items (GListModel *model)
{
  return BHC_UPLOADS (model)->uploads->len;
}

static gpointer
uploads_get_item (GListModel *model, guint position)
{
  GPtrArray *uploads = BHC_UPLOADS (model)->uploads;

  return position < uploads->len ? g_object_ref (g_ptr_array_index (uploads, position)) : NULL;
}

static GType
uploads_item_type (GListModel *model)
{
  return BHC_TYPE_UPLOAD;
}

static void
uploads_iface (GListModelInterface *iface)
{
  iface->get_item_type = uploads_item_type;
  iface->get_n_items = uploads_n_items;
  iface->get_item = uploads_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcUploads,
                               bhc_uploads,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, uploads_iface))

static guint
count_state (BhcUploads *self, BhcUploadState state)
{
  guint n = 0;

  for (guint i = 0; i < self->uploads->len; i++)
    n += bhc_upload_get_state (self->uploads->pdata[i]) == state;

  return n;
}

/* The first that waits.  Returns: (nullable) */
static BhcUpload *
find_waiting (BhcUploads *self)
{
  for (guint i = 0; i < self->uploads->len; i++)
    if (bhc_upload_get_state (self->uploads->pdata[i]) == BHC_UPLOAD_WAITING)
      return self->uploads->pdata[i];

  return NULL;
}

static void
start (BhcUploads *self)
{
  BhcUpload *waiting;

  if (self->starting || self->again != 0 || !bhc_library_is_connected (self->library))
    return;

  self->starting = TRUE;
  while (count_state (self, BHC_UPLOAD_SENDING) < AT_ONCE &&
         (waiting = find_waiting (self)) != NULL)
    bhc_upload_send (waiting);
  self->starting = FALSE;
}

static gboolean
again_cb (gpointer data)
{
  BhcUploads *self = data;

  self->again = 0;
  start (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (BhcUpload *upload, BhcUploads *self)
{
  guint n_open = bhc_uploads_count_open (self);

  /* A connection that is there, and still it did not work: not at once. */
  if (bhc_upload_get_state (upload) == BHC_UPLOAD_WAITING &&
      bhc_upload_get_problem (upload) != NULL && self->again == 0)
    self->again = g_timeout_add_seconds (AGAIN_AFTER_S, again_cb, self);
  start (self);

  if (n_open == self->n_open)
    return;
  self->n_open = n_open;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_OPEN]);
}

static void
bhc_uploads_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((BhcUploadsProperty) prop_id)
    {
    case PROP_N_OPEN:
      g_value_set_uint (value, bhc_uploads_count_open (BHC_UPLOADS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_uploads_dispose (GObject *object)
{
  BhcUploads *self = BHC_UPLOADS (object);

  g_clear_handle_id (&self->again, g_source_remove);
  for (guint i = 0; i < self->uploads->len; i++)
    {
      g_signal_handlers_disconnect_by_data (self->uploads->pdata[i], self);
      bhc_upload_cancel (self->uploads->pdata[i]);
    }
  g_ptr_array_set_size (self->uploads, 0);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (bhc_uploads_parent_class)->dispose (object);
}

static void
bhc_uploads_finalize (GObject *object)
{
  g_ptr_array_unref (BHC_UPLOADS (object)->uploads);

  G_OBJECT_CLASS (bhc_uploads_parent_class)->finalize (object);
}

static void
bhc_uploads_class_init (BhcUploadsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bhc_uploads_get_property;
  object_class->dispose = bhc_uploads_dispose;
  object_class->finalize = bhc_uploads_finalize;

  props[PROP_N_OPEN] = g_param_spec_uint ("n-open", NULL, NULL, 0, G_MAXUINT, 0,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_uploads_init (BhcUploads *self)
{
  self->uploads = g_ptr_array_new_with_free_func (g_object_unref);
}

BhcUploads *
bhc_uploads_new (BhcLibrary *library)
{
  BhcUploads *self = g_object_new (BHC_TYPE_UPLOADS, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "notify::connected", G_CALLBACK (start), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
bhc_uploads_add (BhcUploads *self, GFile *file, const char *category)
{
  BhcUpload *upload;

  g_return_if_fail (BHC_IS_UPLOADS (self));

  upload = bhc_upload_new (self->library, file, category);
  g_signal_connect_object (upload, "changed", G_CALLBACK (changed_cb), self, 0);
  g_ptr_array_add (self->uploads, upload);
  g_list_model_items_changed (G_LIST_MODEL (self), self->uploads->len - 1, 0, 1);
  changed_cb (upload, self);
}

void
bhc_uploads_clear (BhcUploads *self)
{
  g_return_if_fail (BHC_IS_UPLOADS (self));

  for (guint i = self->uploads->len; i-- > 0;)
    {
      if (!bhc_upload_is_over (self->uploads->pdata[i]))
        continue;
      g_ptr_array_remove_index (self->uploads, i);
      g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
    }
}

void
bhc_uploads_abandon (BhcUploads *self)
{
  g_return_if_fail (BHC_IS_UPLOADS (self));

  for (guint i = 0; i < self->uploads->len; i++)
    bhc_upload_cancel (self->uploads->pdata[i]);
  bhc_uploads_clear (self);
}

guint
bhc_uploads_count_open (BhcUploads *self)
{
  guint n = 0;

  g_return_val_if_fail (BHC_IS_UPLOADS (self), 0);

  for (guint i = 0; i < self->uploads->len; i++)
    n += !bhc_upload_is_over (self->uploads->pdata[i]);

  return n;
}
