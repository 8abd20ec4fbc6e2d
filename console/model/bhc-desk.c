/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-desk.h"

#include "common/bh-error.h"
#include "console/model/bhc-inbox-private.h"
#include "console/model/bhc-transcript-private.h"

struct _BhcDesk
{
  GObject parent_instance;

  char *data_dir;
  BhcState state;
  BhcInbox *inboxes[BHC_N_VIEWS];
};

typedef enum
{
  PROP_STATE = 1,
  PROP_PROBLEM,
  PROP_OPERATOR_NAME,
  PROP_ORGANIZATION_NAME,
  PROP_SERVER,
  PROP_N_WAITING, /* the counts stand in the order of BhcView */
  PROP_N_MINE,
  PROP_N_UNASSIGNED,
  PROP_N_ALL,
  PROP_N_RESOLVED,
  PROP_N_OUTBOX,
} BhcDeskProperty;

static GParamSpec *props[PROP_N_OUTBOX + 1];

enum
{
  HANDOFF_WAITING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (BhcState,
                    bhc_state,
                    G_DEFINE_ENUM_VALUE (BHC_STATE_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (BHC_STATE_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (BHC_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (BHC_STATE_SYNCING, "syncing"),
                    G_DEFINE_ENUM_VALUE (BHC_STATE_ONLINE, "online"),
                    G_DEFINE_ENUM_VALUE (BHC_STATE_OFFLINE, "offline"))
G_DEFINE_FINAL_TYPE (BhcDesk, bhc_desk, G_TYPE_OBJECT)

static void
bhc_desk_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcDesk *self = BHC_DESK (object);

  switch ((BhcDeskProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, bhc_desk_get_problem (self));
      break;
    case PROP_OPERATOR_NAME:
      g_value_set_string (value, NULL);
      break;
    case PROP_ORGANIZATION_NAME:
      g_value_set_string (value, bhc_desk_get_organization_name (self));
      break;
    case PROP_SERVER:
      g_value_set_string (value, bhc_desk_get_server (self));
      break;
    case PROP_N_WAITING:
    case PROP_N_MINE:
    case PROP_N_UNASSIGNED:
    case PROP_N_ALL:
    case PROP_N_RESOLVED:
      g_value_set_uint (value, bhc_desk_get_count (self, (BhcView) (prop_id - PROP_N_WAITING)));
      break;
    case PROP_N_OUTBOX:
      g_value_set_uint (value, 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_desk_finalize (GObject *object)
{
  BhcDesk *self = BHC_DESK (object);

  for (guint i = 0; i < BHC_N_VIEWS; i++)
    g_clear_object (&self->inboxes[i]);
  g_free (self->data_dir);

  G_OBJECT_CLASS (bhc_desk_parent_class)->finalize (object);
}

static void
bhc_desk_class_init (BhcDeskClass *klass)
{
  static const char *const counts[] = { "n-waiting", "n-mine",     "n-unassigned",
                                        "n-all",     "n-resolved", "n-outbox" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bhc_desk_get_property;
  object_class->finalize = bhc_desk_finalize;

  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, BHC_TYPE_STATE, BHC_STATE_SIGNED_OUT, flags);
  props[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  props[PROP_OPERATOR_NAME] = g_param_spec_string ("operator-name", NULL, NULL, NULL, flags);
  props[PROP_ORGANIZATION_NAME] =
      g_param_spec_string ("organization-name", NULL, NULL, NULL, flags);
  props[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, NULL, flags);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    props[PROP_N_WAITING + i] = g_param_spec_uint (counts[i], NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[HANDOFF_WAITING] = g_signal_new ("handoff-waiting", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, BHC_TYPE_CONVERSATION);
}

static void
bhc_desk_init (BhcDesk *self)
{
}

BhcDesk *
bhc_desk_new (const char *data_dir)
{
  BhcDesk *self = g_object_new (BHC_TYPE_DESK, NULL);

  self->data_dir = g_strdup (data_dir);

  return self;
}

void
bhc_desk_start (BhcDesk *self)
{
}

void
bhc_desk_sign_in_async (BhcDesk *self,
                        const char *server,
                        const char *email,
                        const char *password,
                        gboolean remember,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_task_return_new_error (task, BH_ERROR, BH_ERROR_UNAVAILABLE, "not built yet");
}

gboolean
bhc_desk_sign_in_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
bhc_desk_sign_out (BhcDesk *self)
{
}

void
bhc_desk_retry (BhcDesk *self)
{
}

BhcState
bhc_desk_get_state (BhcDesk *self)
{
  return self->state;
}

const char *
bhc_desk_get_problem (BhcDesk *self)
{
  return NULL;
}

const BhOperator *
bhc_desk_get_operator (BhcDesk *self)
{
  return NULL;
}

const char *
bhc_desk_get_organization_name (BhcDesk *self)
{
  return NULL;
}

const char *
bhc_desk_get_server (BhcDesk *self)
{
  return NULL;
}

const char *
bhc_desk_get_email (BhcDesk *self)
{
  return NULL;
}

guint
bhc_desk_get_count (BhcDesk *self, BhcView view)
{
  return 0;
}

BhcInbox *
bhc_desk_get_inbox (BhcDesk *self, BhcView view)
{
  if (self->inboxes[view] == NULL)
    self->inboxes[view] = bhc_inbox_new (view);

  return self->inboxes[view];
}

BhcTranscript *
bhc_desk_open_transcript (BhcDesk *self, const char *conversation)
{
  return bhc_transcript_new (conversation);
}

BhcConversation *
bhc_desk_find_conversation (BhcDesk *self, const char *id)
{
  return NULL;
}

void
bhc_desk_post (BhcDesk *self, const char *conversation, BhMessageKind kind, const char *body)
{
}

void
bhc_desk_retry_message (BhcDesk *self, const char *message_id)
{
}

void
bhc_desk_discard_message (BhcDesk *self, const char *message_id)
{
}

void
bhc_desk_typing (BhcDesk *self, const char *conversation, gboolean on)
{
}

void
bhc_desk_mark_read (BhcDesk *self, const char *conversation)
{
}

void
bhc_desk_act_async (BhcDesk *self,
                    const char *conversation,
                    BhcAction action,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_task_return_new_error (task, BH_ERROR, BH_ERROR_OFFLINE, "not built yet");
}

gboolean
bhc_desk_act_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
