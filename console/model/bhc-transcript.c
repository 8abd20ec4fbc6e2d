/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-transcript-private.h"

struct _BhcTranscript
{
  GObject parent_instance;

  char *conversation;
};

typedef enum
{
  PROP_HAS_OLDER = 1,
  PROP_HAS_NEWER,
  PROP_LOADING,
  PROP_ERROR,
  PROP_TYPING,
} BhcTranscriptProperty;

static GParamSpec *props[PROP_TYPING + 1];

static GType
bhc_transcript_get_item_type (GListModel *model)
{
  return BHC_TYPE_MESSAGE;
}

static guint
bhc_transcript_get_n_items (GListModel *model)
{
  return 0;
}

static gpointer
bhc_transcript_get_item (GListModel *model, guint position)
{
  return NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bhc_transcript_get_item_type;
  iface->get_n_items = bhc_transcript_get_n_items;
  iface->get_item = bhc_transcript_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcTranscript,
                               bhc_transcript,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bhc_transcript_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((BhcTranscriptProperty) prop_id)
    {
    case PROP_HAS_OLDER:
    case PROP_HAS_NEWER:
    case PROP_LOADING:
      g_value_set_boolean (value, FALSE);
      break;
    case PROP_ERROR:
    case PROP_TYPING:
      g_value_set_string (value, NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_transcript_finalize (GObject *object)
{
  BhcTranscript *self = BHC_TRANSCRIPT (object);

  g_free (self->conversation);

  G_OBJECT_CLASS (bhc_transcript_parent_class)->finalize (object);
}

static void
bhc_transcript_class_init (BhcTranscriptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bhc_transcript_get_property;
  object_class->finalize = bhc_transcript_finalize;

  props[PROP_HAS_OLDER] = g_param_spec_boolean ("has-older", NULL, NULL, FALSE, flags);
  props[PROP_HAS_NEWER] = g_param_spec_boolean ("has-newer", NULL, NULL, FALSE, flags);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  props[PROP_TYPING] = g_param_spec_string ("typing", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_transcript_init (BhcTranscript *self)
{
}

const char *
bhc_transcript_get_conversation_id (BhcTranscript *self)
{
  g_return_val_if_fail (BHC_IS_TRANSCRIPT (self), NULL);

  return self->conversation;
}

void
bhc_transcript_load_older (BhcTranscript *self)
{
}

void
bhc_transcript_load_newer (BhcTranscript *self)
{
}

gboolean
bhc_transcript_get_has_older (BhcTranscript *self)
{
  return FALSE;
}

gboolean
bhc_transcript_get_has_newer (BhcTranscript *self)
{
  return FALSE;
}

BhcTranscript *
bhc_transcript_new (const char *conversation)
{
  BhcTranscript *self = g_object_new (BHC_TYPE_TRANSCRIPT, NULL);

  self->conversation = g_strdup (conversation);

  return self;
}
