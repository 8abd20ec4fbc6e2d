/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-message-private.h"

#include "console/client/bhc-offer.h"
#include "console/model/bhc-properties.h"

/* A pause that makes a new group of lines even of the same author. */
#define GROUP_US (5 * G_TIME_SPAN_MINUTE)

struct _BhcMessage
{
  GObject parent_instance;

  BhMessage *record;
  BhcDelivery delivery;
  char *refusal;       /* (nullable) */
  GListModel *sources; /* (nullable) BhcSource */
  BhcOffer offer;
  gboolean mine;
  gboolean first_of_day;
  gboolean first_of_author;
  gboolean first_unread;
  gboolean lit;
  char *found; /* (nullable) */
  gboolean offline;
  char **mentions; /* (nullable) */
  BhcFiles *files; /* (nullable) */
};

typedef enum
{
  PROP_ID = 1,
  PROP_AUTHOR,
  PROP_AUTHOR_NAME,
  PROP_KIND,
  PROP_NOTICE,
  PROP_BODY,
  PROP_CREATED_US,
  PROP_DELIVERY,
  PROP_REFUSAL,
  PROP_SOURCES,
  PROP_CHOICES,
  PROP_ASKED,
  PROP_ASKED_STATE,
  PROP_MINE,
  PROP_FIRST_OF_DAY,
  PROP_FIRST_OF_AUTHOR,
  PROP_MENTIONS,
  PROP_OFFLINE,
  PROP_FIRST_UNREAD,
  PROP_LIT,
  PROP_FOUND,
} BhcMessageProperty;

static GParamSpec *props[PROP_FOUND + 1];

G_DEFINE_ENUM_TYPE (BhcDelivery,
                    bhc_delivery,
                    G_DEFINE_ENUM_VALUE (BHC_DELIVERY_STORED, "stored"),
                    G_DEFINE_ENUM_VALUE (BHC_DELIVERY_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (BHC_DELIVERY_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (BHC_DELIVERY_STREAMING, "streaming"),
                    G_DEFINE_ENUM_VALUE (BHC_DELIVERY_HELD, "held"),
                    G_DEFINE_ENUM_VALUE (BHC_DELIVERY_STALE, "stale"),
                    G_DEFINE_ENUM_VALUE (BHC_DELIVERY_LOST, "lost"),
                    G_DEFINE_ENUM_VALUE (BHC_DELIVERY_SEEN, "seen"))
G_DEFINE_FINAL_TYPE (BhcMessage, bhc_message, G_TYPE_OBJECT)

static void
get_mark (BhcMessage *self, BhcMessageProperty prop, GValue *value)
{
  const gboolean flags[] = {
    [PROP_MINE] = self->mine,
    [PROP_FIRST_OF_DAY] = self->first_of_day,
    [PROP_FIRST_OF_AUTHOR] = self->first_of_author,
    [PROP_OFFLINE] = self->offline,
    [PROP_FIRST_UNREAD] = self->first_unread,
    [PROP_LIT] = self->lit,
  };

  if (prop == PROP_FOUND)
    g_value_set_string (value, self->found);
  else
    g_value_set_boolean (value, flags[prop]);
}

static void
bhc_message_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcMessage *self = BHC_MESSAGE (object);
  const BhMessage *record = self->record;

  switch ((BhcMessageProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, record->id);
      break;
    case PROP_AUTHOR:
      g_value_set_static_string (value, bh_author_to_string (record->author));
      break;
    case PROP_AUTHOR_NAME:
      g_value_set_string (value, record->author_name);
      break;
    case PROP_KIND:
      g_value_set_static_string (value, bh_message_kind_to_string (record->kind));
      break;
    case PROP_NOTICE:
      g_value_set_string (value, record->notice);
      break;
    case PROP_BODY:
      g_value_set_string (value, record->body);
      break;
    case PROP_CREATED_US:
      g_value_set_int64 (value, record->created_us);
      break;
    case PROP_DELIVERY:
      g_value_set_enum (value, self->delivery);
      break;
    case PROP_REFUSAL:
      g_value_set_string (value, self->refusal);
      break;
    case PROP_SOURCES:
      g_value_set_object (value, self->sources);
      break;
    case PROP_CHOICES:
      g_value_set_static_boxed (value, self->offer.choices); /* the same list is no news */
      break;
    case PROP_ASKED:
      g_value_set_string (value, self->offer.asked);
      break;
    case PROP_ASKED_STATE:
      g_value_set_string (value, self->offer.state);
      break;
    case PROP_MENTIONS:
      g_value_set_boxed (value, self->mentions);
      break;
    case PROP_MINE:
    case PROP_FIRST_OF_DAY:
    case PROP_FIRST_OF_AUTHOR:
    case PROP_OFFLINE:
    case PROP_FIRST_UNREAD:
    case PROP_LIT:
    case PROP_FOUND:
    default: /* there are no others */
      get_mark (self, (BhcMessageProperty) prop_id, value);
    }
}

static void
set_found (BhcMessage *self, const char *words)
{
  if (g_strcmp0 (self->found, words) == 0)
    return;

  g_free (self->found);
  self->found = g_strdup (words);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOUND]);
}

static void
bhc_message_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BhcMessage *self = BHC_MESSAGE (object);
  gboolean *flag = prop_id == PROP_LIT ? &self->lit : &self->first_unread;

  if (prop_id == PROP_FOUND)
    set_found (self, g_value_get_string (value));
  else if (*flag != g_value_get_boolean (value))
    {
      *flag = !*flag;
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
bhc_message_finalize (GObject *object)
{
  BhcMessage *self = BHC_MESSAGE (object);

  g_clear_pointer (&self->record, bh_message_unref);
  g_clear_object (&self->sources);
  g_clear_object (&self->files);
  bhc_offer_clear (&self->offer);
  g_free (self->refusal);
  g_free (self->found);
  g_strfreev (self->mentions);

  G_OBJECT_CLASS (bhc_message_parent_class)->finalize (object);
}

static void
bhc_message_class_init (BhcMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags explicit = G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bhc_message_get_property;
  object_class->set_property = bhc_message_set_property;
  object_class->finalize = bhc_message_finalize;

  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_AUTHOR] = g_param_spec_string ("author", NULL, NULL, NULL, flags);
  props[PROP_AUTHOR_NAME] = g_param_spec_string ("author-name", NULL, NULL, NULL, flags);
  props[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  props[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  props[PROP_BODY] = g_param_spec_string ("body", NULL, NULL, NULL, flags);
  props[PROP_CREATED_US] =
      g_param_spec_int64 ("created-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_DELIVERY] =
      g_param_spec_enum ("delivery", NULL, NULL, BHC_TYPE_DELIVERY, BHC_DELIVERY_STORED, flags);
  props[PROP_REFUSAL] = g_param_spec_string ("refusal", NULL, NULL, NULL, flags);
  props[PROP_SOURCES] = g_param_spec_object ("sources", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  props[PROP_CHOICES] = g_param_spec_boxed ("choices", NULL, NULL, G_TYPE_STRV, flags);
  props[PROP_ASKED] = g_param_spec_string ("asked", NULL, NULL, NULL, flags);
  props[PROP_ASKED_STATE] = g_param_spec_string ("asked-state", NULL, NULL, NULL, flags);
  props[PROP_MINE] = g_param_spec_boolean ("mine", NULL, NULL, FALSE, flags);
  props[PROP_FIRST_OF_DAY] = g_param_spec_boolean ("first-of-day", NULL, NULL, FALSE, flags);
  props[PROP_FIRST_OF_AUTHOR] = g_param_spec_boolean ("first-of-author", NULL, NULL, FALSE, flags);
  props[PROP_MENTIONS] = g_param_spec_boxed ("mentions", NULL, NULL, G_TYPE_STRV, flags);
  props[PROP_OFFLINE] = g_param_spec_boolean ("offline", NULL, NULL, FALSE, flags);
  props[PROP_FIRST_UNREAD] =
      g_param_spec_boolean ("first-unread", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE | explicit);
  props[PROP_LIT] =
      g_param_spec_boolean ("lit", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE | explicit);
  props[PROP_FOUND] =
      g_param_spec_string ("found", NULL, NULL, NULL, flags | G_PARAM_WRITABLE | explicit);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_message_init (BhcMessage *self)
{
}

const BhMessage *
bhc_message_get_record (BhcMessage *self)
{
  g_return_val_if_fail (BHC_IS_MESSAGE (self), NULL);

  return self->record;
}

BhcDelivery
bhc_message_get_delivery (BhcMessage *self)
{
  g_return_val_if_fail (BHC_IS_MESSAGE (self), BHC_DELIVERY_STORED);

  return self->delivery;
}

BhcFiles *
bhc_message_get_files (BhcMessage *self)
{
  g_return_val_if_fail (BHC_IS_MESSAGE (self), NULL);

  return self->files;
}

/* The same list is no news. */
static void
take_mentions (BhcMessage *self, const char *const *mentions)
{
  const char *const *known = (const char *const *) self->mentions;

  if (known == mentions || (known != NULL && mentions != NULL && g_strv_equal (known, mentions)))
    return;

  g_strfreev (self->mentions);
  self->mentions = g_strdupv ((char **) mentions);
}

static void
take_state (BhcMessage *self, const BhMessage *record, const BhcMessageState *state)
{
  BhMessage *old = self->record;

  self->record = bh_message_ref ((BhMessage *) record);
  self->delivery = state->delivery;
  self->offline = state->offline;
  take_mentions (self, state->mentions);
  g_set_object (&self->files, state->files);
  g_free (self->refusal);
  self->refusal = g_strdup (state->refusal);

  if (old == NULL || g_strcmp0 (old->sources, record->sources) != 0)
    {
      g_clear_object (&self->sources);
      self->sources = bhc_sources_parse (record->sources);
    }
  if (old == NULL || g_strcmp0 (old->extra, record->extra) != 0)
    bhc_offer_parse (&self->offer, record->extra);
  g_clear_pointer (&old, bh_message_unref);
}

BhcMessage *
bhc_message_new (const BhMessage *record, const char *me, const BhcMessageState *state)
{
  BhcMessage *self = g_object_new (BHC_TYPE_MESSAGE, NULL);

  take_state (self, record, state);
  self->mine = record->author == BH_AUTHOR_OPERATOR && g_strcmp0 (record->author_id, me) == 0;
  self->first_of_day = TRUE;
  self->first_of_author = TRUE;

  return self;
}

void
bhc_message_update (BhcMessage *self, const BhMessage *record, const BhcMessageState *state)
{
  GValue *before;

  g_return_if_fail (BHC_IS_MESSAGE (self));

  if (self->record == record && self->delivery == state->delivery &&
      g_strcmp0 (self->refusal, state->refusal) == 0)
    return;

  before = bhc_properties_read (G_OBJECT (self), props, G_N_ELEMENTS (props));
  take_state (self, record, state);
  bhc_properties_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), before);
}

static gboolean
same_day (gint64 one_us, gint64 other_us)
{
  g_autoptr (GDateTime) one = g_date_time_new_from_unix_local (one_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) other = g_date_time_new_from_unix_local (other_us / G_USEC_PER_SEC);

  if (one == NULL || other == NULL)
    return one == other;

  return g_date_time_get_year (one) == g_date_time_get_year (other) &&
         g_date_time_get_day_of_year (one) == g_date_time_get_day_of_year (other);
}

static gboolean
same_group (const BhMessage *one, const BhMessage *other)
{
  return one->author == other->author && one->kind == other->kind &&
         g_strcmp0 (one->author_id, other->author_id) == 0 &&
         g_strcmp0 (one->author_name, other->author_name) == 0 &&
         other->created_us - one->created_us < GROUP_US;
}

void
bhc_message_set_above (BhcMessage *self, BhcMessage *above)
{
  const BhMessage *record;
  GValue *before;

  g_return_if_fail (BHC_IS_MESSAGE (self));

  record = above != NULL ? above->record : NULL;
  before = bhc_properties_read (G_OBJECT (self), props, G_N_ELEMENTS (props));
  self->first_of_day = record == NULL || !same_day (record->created_us, self->record->created_us);
  self->first_of_author = self->first_of_day || !same_group (record, self->record);
  bhc_properties_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), before);
}
