/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-ringer.h"
#include "console/ui/bhc-status.h"
#include "console/ui/conversation/bhc-message-words.h"

#define RING_SECONDS 5

struct _BhcRinger
{
  GObject parent_instance;

  BhcDesk *desk;
  GApplication *application; /* weak */
  GHashTable *notified;      /* conversation ids */
  guint timer;               /* 0: silent */
  gboolean muted;
};

typedef enum
{
  PROP_MUTED = 1,
} BhcRingerProperty;
static GParamSpec *props[PROP_MUTED + 1];

enum
{
  RING,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcRinger, bhc_ringer, G_TYPE_OBJECT)

static gboolean
ring_cb (gpointer data)
{
  BhcRinger *self = data;

  if (!self->muted)
    g_signal_emit (self, signals[RING], 0);

  return G_SOURCE_CONTINUE;
}

static char *
notification_id (const char *conversation_id)
{
  return g_strconcat ("waiting-", conversation_id, NULL);
}

/* What the visitor or the assistant said about it; the title says already that it is asked for. */
static char *
make_body (const BhConversation *record)
{
  if (record->handoff_summary != NULL && *record->handoff_summary != '\0')
    return bhc_message_words_summary (record->handoff_summary);
  return g_strdup (record->last_body);
}

static void
notify_person (BhcRinger *self, BhcConversation *conversation)
{
  const BhConversation *record = bhc_conversation_get_record (conversation);
  const char *id = bhc_conversation_get_id (conversation);
  g_autofree char *name = notification_id (id);
  g_autofree char *key = bhc_desks_get_key (self->desk);
  g_autofree char *title =
      g_strdup_printf (_ ("%s asks for a person"), bhc_status_contact_name (conversation));
  g_autofree char *body = make_body (record);
  g_autoptr (GNotification) notification = g_notification_new (title);

  if (body != NULL)
    g_notification_set_body (notification, body);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification, "app.open-conversation", "(ss)", key,
                                                id);
  g_notification_add_button_with_target (notification, _ ("Claim"), "app.claim", "(ss)", key, id);
  g_notification_add_button_with_target (notification, _ ("Open"), "app.open-conversation", "(ss)",
                                         key, id);
  g_application_send_notification (self->application, name, notification);
  g_hash_table_add (self->notified, g_strdup (id));
}

static void
waiting_cb (BhcRinger *self, BhcConversation *conversation)
{
  if (self->application != NULL)
    notify_person (self, conversation);
  if (self->timer != 0)
    return;

  self->timer = g_timeout_add_seconds (RING_SECONDS, ring_cb, self);
  ring_cb (self);
}

static gboolean
still_waits (BhcRinger *self, const char *id)
{
  g_autoptr (BhcConversation) conversation = bhc_desk_find_conversation (self->desk, id);

  return conversation != NULL && bhc_conversation_is_waiting (conversation);
}

static void
counted_cb (BhcRinger *self)
{
  g_autoptr (GList) ids = g_hash_table_get_keys (self->notified);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      if (!still_waits (self, l->data))
        bhc_ringer_withdraw (self, l->data);
    }
  if (bhc_desk_get_count (self->desk, BHC_VIEW_WAITING) == 0)
    g_clear_handle_id (&self->timer, g_source_remove);
}

static void
bhc_ringer_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BhcRinger *self = BHC_RINGER (object);

  switch ((BhcRingerProperty) prop_id)
    {
    case PROP_MUTED:
      self->muted = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_ringer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((BhcRingerProperty) prop_id)
    {
    case PROP_MUTED:
      g_value_set_boolean (value, BHC_RINGER (object)->muted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_ringer_dispose (GObject *object)
{
  BhcRinger *self = BHC_RINGER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_weak_pointer (&self->application);
  g_clear_pointer (&self->notified, g_hash_table_unref);

  G_OBJECT_CLASS (bhc_ringer_parent_class)->dispose (object);
}

static void
bhc_ringer_class_init (BhcRingerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bhc_ringer_dispose;
  object_class->set_property = bhc_ringer_set_property;
  object_class->get_property = bhc_ringer_get_property;

  props[PROP_MUTED] =
      g_param_spec_boolean ("muted", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[RING] = g_signal_new ("ring", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
bhc_ringer_init (BhcRinger *self)
{
  self->notified = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BhcRinger *
bhc_ringer_new (BhcDesk *desk, GApplication *application)
{
  BhcRinger *self = g_object_new (BHC_TYPE_RINGER, NULL);

  self->desk = g_object_ref (desk);
  g_set_weak_pointer (&self->application, application);
  g_signal_connect_swapped (desk, "handoff-waiting", G_CALLBACK (waiting_cb), self);
  /* One may come as another leaves: the count alone does not say it. */
  g_signal_connect_swapped (desk, "counts-changed", G_CALLBACK (counted_cb), self);

  return self;
}

gboolean
bhc_ringer_is_ringing (BhcRinger *self)
{
  g_return_val_if_fail (BHC_IS_RINGER (self), FALSE);

  return self->timer != 0;
}

void
bhc_ringer_withdraw (BhcRinger *self, const char *conversation_id)
{
  g_autofree char *name = NULL;

  g_return_if_fail (BHC_IS_RINGER (self));

  name = notification_id (conversation_id);
  if (self->application != NULL)
    g_application_withdraw_notification (self->application, name);
  g_hash_table_remove (self->notified, conversation_id);
}
