/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/presence/bhc-presence.h"

#include "console/model/bhc-desk-ask.h"
#include "console/model/directory/bhc-directory.h"

#define ONLINE "online"
#define AWAY "away"
#define BUSY "busy"

struct _BhcPresence
{
  GObject parent_instance;

  BhcDesk *desk;         /* which holds it; NULL when it has gone */
  const char *status;    /* what is shown, and what the daemon is to know */
  const char *told;      /* (nullable) what the daemon knows */
  const char *asked;     /* (nullable) what it is being told */
  gboolean stepped_away; /* nobody chose to be away */
};

typedef enum
{
  PROP_STATUS = 1,
} BhcPresenceProperty;
static GParamSpec *props[PROP_STATUS + 1];

G_DEFINE_FINAL_TYPE (BhcPresence, bhc_presence, G_TYPE_OBJECT)

/* The word for good; what nobody knows is taken for being there. */
static const char *
intern (const char *status)
{
  if (g_strcmp0 (status, AWAY) == 0)
    return AWAY;
  return g_strcmp0 (status, BUSY) == 0 ? BUSY : ONLINE;
}

static void tell (BhcPresence *self);

static void
told_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcPresence) self = data;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, NULL);
  const char *asked = g_steal_pointer (&self->asked);

  if (answer == NULL)
    return; /* the next connection tells it */

  self->told = asked;
  tell (self);
}

static void
tell (BhcPresence *self)
{
  GVariantDict values;

  if (self->desk == NULL || self->asked != NULL || g_strcmp0 (self->told, self->status) == 0 ||
      bhc_desk_get_state (self->desk) != BHC_STATE_ONLINE)
    return;

  self->asked = self->status;
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "status", "s", self->status);
  bhc_desk_ask_async (self->desk, "PUT", "/v1/desk/me/status", g_variant_dict_end (&values), NULL,
                      told_cb, g_object_ref (self));
}

static void
show (BhcPresence *self, const char *status)
{
  if (g_str_equal (self->status, status))
    return;

  self->status = status;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

/* What one operator chose is not the next one's at this desk. */
static void
state_cb (BhcPresence *self)
{
  if (self->desk != NULL && bhc_desk_get_state (self->desk) == BHC_STATE_SIGNED_OUT)
    {
      self->told = NULL;
      self->stepped_away = FALSE;
      show (self, ONLINE);
    }
  tell (self);
}

static BhcColleague *
find_me (BhcPresence *self)
{
  const BhOperator *me = bhc_desk_get_operator (self->desk);

  return me != NULL ? bhc_directory_find_colleague (bhc_desk_get_directory (self->desk), me->id)
                    : NULL;
}

/* What the daemon says holds, unless something else is on its way there. */
static void
learn (BhcPresence *self)
{
  gboolean on_its_way = self->told != NULL && !g_str_equal (self->told, self->status);
  BhcColleague *me = self->desk != NULL ? find_me (self) : NULL;

  if (me == NULL || self->asked != NULL || on_its_way)
    return;

  self->told = intern (bhc_colleague_get_status (me));
  show (self, self->told);
}

void
bhc_presence_set_idle (BhcPresence *self, gboolean idle)
{
  g_return_if_fail (BHC_IS_PRESENCE (self));

  if (idle && g_str_equal (self->status, ONLINE))
    {
      self->stepped_away = TRUE;
      show (self, AWAY);
    }
  else if (!idle && self->stepped_away)
    {
      self->stepped_away = FALSE;
      show (self, ONLINE);
    }
  tell (self);
}

const char *
bhc_presence_get_status (BhcPresence *self)
{
  g_return_val_if_fail (BHC_IS_PRESENCE (self), ONLINE);

  return self->status;
}

static void
bhc_presence_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BhcPresence *self = BHC_PRESENCE (object);

  switch ((BhcPresenceProperty) prop_id)
    {
    case PROP_STATUS:
      self->stepped_away = FALSE;
      show (self, intern (g_value_get_string (value)));
      tell (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_presence_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((BhcPresenceProperty) prop_id)
    {
    case PROP_STATUS:
      g_value_set_static_string (value, BHC_PRESENCE (object)->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_presence_class_init (BhcPresenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bhc_presence_set_property;
  object_class->get_property = bhc_presence_get_property;

  props[PROP_STATUS] =
      g_param_spec_string ("status", NULL, NULL, ONLINE,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_presence_init (BhcPresence *self)
{
  self->status = ONLINE;
}

static void
gone_cb (gpointer data, GObject *desk)
{
  BhcPresence *self = data;

  self->desk = NULL;
  g_object_unref (self);
}

static BhcPresence *
make_presence (BhcDesk *desk)
{
  BhcPresence *self = g_object_new (BHC_TYPE_PRESENCE, NULL);

  self->desk = desk;
  g_object_weak_ref (G_OBJECT (desk), gone_cb, self);
  g_signal_connect_object (bhc_desk_get_directory (desk), "changed", G_CALLBACK (learn), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  learn (self);

  return self;
}

BhcPresence *
bhc_presence_of (BhcDesk *desk)
{
  static GQuark quark;
  BhcPresence *self;

  if (quark == 0)
    quark = g_quark_from_static_string ("bhc-presence");
  self = g_object_get_qdata (G_OBJECT (desk), quark);
  if (self == NULL)
    {
      self = make_presence (desk);
      g_object_set_qdata (G_OBJECT (desk), quark, self);
    }

  return self;
}
