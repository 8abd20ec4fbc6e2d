/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/reading/bhc-seat.h"

struct _BhcSeat
{
  GObject parent_instance;

  BhcMessage *message; /* (nullable) */
};

typedef enum
{
  PROP_MESSAGE = 1,
} BhcSeatProperty;
static GParamSpec *props[PROP_MESSAGE + 1];

G_DEFINE_FINAL_TYPE (BhcSeat, bhc_seat, G_TYPE_OBJECT)

static void
bhc_seat_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((BhcSeatProperty) prop_id)
    {
    case PROP_MESSAGE:
      g_value_set_object (value, BHC_SEAT (object)->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_seat_finalize (GObject *object)
{
  g_clear_object (&BHC_SEAT (object)->message);

  G_OBJECT_CLASS (bhc_seat_parent_class)->finalize (object);
}

static void
bhc_seat_class_init (BhcSeatClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bhc_seat_get_property;
  object_class->finalize = bhc_seat_finalize;

  props[PROP_MESSAGE] = g_param_spec_object ("message", NULL, NULL, BHC_TYPE_MESSAGE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_seat_init (BhcSeat *self)
{
}

BhcSeat *
bhc_seat_new (BhcMessage *message)
{
  BhcSeat *self = g_object_new (BHC_TYPE_SEAT, NULL);

  self->message = g_object_ref (message);

  return self;
}

BhcMessage *
bhc_seat_get_message (BhcSeat *self)
{
  g_return_val_if_fail (BHC_IS_SEAT (self), NULL);

  return self->message;
}

void
bhc_seat_set_message (BhcSeat *self, BhcMessage *message)
{
  g_return_if_fail (BHC_IS_SEAT (self));

  if (g_set_object (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
}
