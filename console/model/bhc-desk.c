/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-desk-private.h"

#include "common/bh-error.h"
#include "console/model/arrival/bhc-arrival.h"
#include "console/model/bhc-conversation-private.h"
#include "console/model/bhc-properties.h"
#include "console/model/bhc-transcript-private.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  PROP_STATE = 1,
  PROP_PROBLEM,
  PROP_OPERATOR_NAME,
  PROP_ORGANIZATION_NAME,
  PROP_SERVER,
  PROP_UNSENT,
  PROP_N_WAITING, /* the counts stand in the order of BhcView */
  PROP_N_MINE,
  PROP_N_UNASSIGNED,
  PROP_N_ALL,
  PROP_N_RESOLVED,
  PROP_N_MENTIONED,
  PROP_N_SNOOZED,
  PROP_N_OUTBOX,
} BhcDeskProperty;

static GParamSpec *props[PROP_N_OUTBOX + 1];

enum
{
  HANDOFF_WAITING,
  COUNTS_CHANGED,
  SUGGESTION,
  WEBHOOK_CHANGED,
  MESSAGE_ARRIVED,
  PRESENCE,
  RUN,
  WHISPER,
  COLLEAGUE_HERE,
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

static const char *
bhc_desk_get_operator_name (BhcDesk *self)
{
  const BhOperator *who = bhc_desk_get_operator (self);

  return who != NULL ? who->name : NULL;
}

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
      g_value_set_string (value, bhc_desk_get_operator_name (self));
      break;
    case PROP_ORGANIZATION_NAME:
      g_value_set_string (value, bhc_desk_get_organization_name (self));
      break;
    case PROP_SERVER:
      g_value_set_string (value, bhc_desk_get_server (self));
      break;
    case PROP_UNSENT:
      g_value_set_string (value, bhc_shelf_find_unsent (self->shelf));
      break;
    case PROP_N_WAITING:
    case PROP_N_MINE:
    case PROP_N_UNASSIGNED:
    case PROP_N_ALL:
    case PROP_N_RESOLVED:
    case PROP_N_MENTIONED:
    case PROP_N_SNOOZED:
      g_value_set_uint (value, bhc_desk_get_count (self, (BhcView) (prop_id - PROP_N_WAITING)));
      break;
    case PROP_N_OUTBOX:
      g_value_set_uint (value, bhc_shelf_count_outgoing (self->shelf));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_desk_dispose (GObject *object)
{
  BhcDesk *self = BHC_DESK (object);

  bhc_desk_close_session (self);

  G_OBJECT_CLASS (bhc_desk_parent_class)->dispose (object);
}

static void
bhc_desk_finalize (GObject *object)
{
  BhcDesk *self = BHC_DESK (object);

  g_clear_object (&self->shelf);
  g_clear_object (&self->preferences);
  g_clear_object (&self->uploads);
  g_clear_object (&self->library);
  g_clear_object (&self->directory);
  g_clear_pointer (&self->account, bhc_account_free);
  bhc_properties_free (self->shown, G_N_ELEMENTS (props));
  g_free (self->data_dir);
  g_free (self->problem);
  g_clear_pointer (&self->notice, bhc_notice_free);
  g_free (self->typing_in);

  G_OBJECT_CLASS (bhc_desk_parent_class)->finalize (object);
}

static void
install_colleague_signal (void)
{
  signals[COLLEAGUE_HERE] = g_signal_new (
      "colleague-here", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 5,
      G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_BOOLEAN);
}

static void
bhc_desk_class_init (BhcDeskClass *klass)
{
  static const char *const counts[] = { "n-waiting",  "n-mine",      "n-unassigned", "n-all",
                                        "n-resolved", "n-mentioned", "n-snoozed",    "n-outbox" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bhc_desk_get_property;
  object_class->dispose = bhc_desk_dispose;
  object_class->finalize = bhc_desk_finalize;

  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, BHC_TYPE_STATE, BHC_STATE_SIGNED_OUT, flags);
  props[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  props[PROP_OPERATOR_NAME] = g_param_spec_string ("operator-name", NULL, NULL, NULL, flags);
  props[PROP_ORGANIZATION_NAME] =
      g_param_spec_string ("organization-name", NULL, NULL, NULL, flags);
  props[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, NULL, flags);
  props[PROP_UNSENT] = g_param_spec_string ("unsent", NULL, NULL, NULL, flags);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    props[PROP_N_WAITING + i] = g_param_spec_uint (counts[i], NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[HANDOFF_WAITING] = g_signal_new ("handoff-waiting", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, BHC_TYPE_CONVERSATION);
  signals[COUNTS_CHANGED] = g_signal_new ("counts-changed", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SUGGESTION] = g_signal_new ("suggestion", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[WEBHOOK_CHANGED] = g_signal_new ("webhook-changed", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[MESSAGE_ARRIVED] =
      g_signal_new ("message-arrived", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, BHC_TYPE_CONVERSATION, G_TYPE_POINTER, G_TYPE_INT);
  g_signal_new ("draft-returned", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("visitor-moved", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64);
  install_colleague_signal ();
  signals[PRESENCE] =
      g_signal_new ("presence", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    3, G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_STRING);
  signals[RUN] =
      g_signal_new ("run", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                    G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_STRING);
  signals[WHISPER] = g_signal_new ("whisper", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

void
bhc_desk_tell_presence (BhcDesk *self, const BhcNews *news)
{
  g_signal_emit (self, signals[PRESENCE], 0, news->author_id, news->on, news->status);
}

void
bhc_desk_tell_run (BhcDesk *self, const BhcNews *news)
{
  g_signal_emit (self, signals[RUN], 0, news->conversation_id, news->run_id, news->on,
                 news->provider);
}

void
bhc_desk_tell_whisper (BhcDesk *self, const BhcWhispered *whisper)
{
  g_signal_emit (self, signals[WHISPER], 0, whisper->id, whisper->from_id, whisper->to_id);
}

void
bhc_desk_tell_arrival (BhcDesk *self, const BhMessage *message)
{
  g_autoptr (BhcConversation) found = bhc_desk_find_conversation (self, message->conversation_id);
  BhcArrival arrival;

  if (found == NULL)
    return;

  arrival = bhc_arrival_of (message, bhc_conversation_get_record (found),
                            bhc_desk_get_operator (self)->id);
  if (arrival != BHC_ARRIVAL_NONE)
    g_signal_emit (self, signals[MESSAGE_ARRIVED], 0, found, message, arrival);
}

void
bhc_desk_tell_colleague (BhcDesk *self, const BhcNews *news)
{
  const BhOperator *me = bhc_desk_get_operator (self);

  if (news->author_id != NULL && (me == NULL || !g_str_equal (me->id, news->author_id)))
    g_signal_emit (self, signals[COLLEAGUE_HERE], 0, news->conversation_id, news->author_id,
                   news->name, news->kind == BHC_NEWS_TYPING, news->on);
}

void
bhc_desk_tell_suggestion (BhcDesk *self, const char *conversation)
{
  g_signal_emit (self, signals[SUGGESTION], 0, conversation);
}

void
bhc_desk_tell_webhook (BhcDesk *self, gboolean off)
{
  g_signal_emit (self, signals[WEBHOOK_CHANGED], 0, off);
}

static void
handoff_waiting_cb (BhcShelf *shelf, BhcConversation *conversation, BhcDesk *self)
{
  g_signal_emit (self, signals[HANDOFF_WAITING], 0, conversation);
}

static void
shelf_changed_cb (BhcDesk *self)
{
  bhc_desk_update (self);
  g_signal_emit (self, signals[COUNTS_CHANGED], 0);
}

static void
bhc_desk_init (BhcDesk *self)
{
  self->state = BHC_STATE_SIGNED_OUT;
  self->shelf = bhc_shelf_new ();
  self->preferences = bhc_preferences_new (NULL);
  self->directory = bhc_directory_new ();
  self->library = bhc_library_new ();
  self->uploads = bhc_uploads_new (self->library);
  g_signal_connect_object (self->shelf, "changed", G_CALLBACK (shelf_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shelf, "handoff-waiting", G_CALLBACK (handoff_waiting_cb), self,
                           0);
}

BhcDesk *
bhc_desk_new (const char *data_dir)
{
  BhcDesk *self = g_object_new (BHC_TYPE_DESK, NULL);

  self->data_dir = g_strdup (data_dir);
  bhc_desk_update (self);

  return self;
}

void
bhc_desk_update (BhcDesk *self)
{
  GValue *before = g_steal_pointer (&self->shown);

  self->shown = bhc_properties_read (G_OBJECT (self), props, G_N_ELEMENTS (props));
  if (before != NULL)
    bhc_properties_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), before);
}

void
bhc_desk_set_state (BhcDesk *self, BhcState state, const char *problem)
{
  self->state = state;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  bhc_desk_update (self);
}

BhcState
bhc_desk_get_state (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), BHC_STATE_SIGNED_OUT);

  return self->state;
}

const char *
bhc_desk_get_problem (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  if (self->problem == NULL && self->notice != NULL)
    return self->notice->words;
  return self->problem;
}

const BhOperator *
bhc_desk_get_operator (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return self->session != NULL ? bhc_cache_get_operator (bhc_session_get_cache (self->session))
                               : NULL;
}

const char *
bhc_desk_get_organization_name (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return self->session != NULL ? bhc_cache_get_organization (bhc_session_get_cache (self->session))
                               : NULL;
}

const char *
bhc_desk_get_server (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return self->account != NULL ? self->account->server : NULL;
}

const char *
bhc_desk_get_email (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return self->account != NULL ? self->account->email : NULL;
}

guint
bhc_desk_get_count (BhcDesk *self, BhcView view)
{
  g_return_val_if_fail (BHC_IS_DESK (self), 0);

  return bhc_shelf_get_count (self->shelf, view);
}

BhcInbox *
bhc_desk_get_inbox (BhcDesk *self, BhcView view)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return bhc_shelf_get_inbox (self->shelf, view);
}

BhcTranscript *
bhc_desk_open_transcript (BhcDesk *self, const char *conversation)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);
  g_return_val_if_fail (self->session != NULL, NULL);

  return bhc_transcript_new (self->session, self->live, self->files, self->directory, conversation);
}

BhcConversation *
bhc_desk_find_conversation (BhcDesk *self, const char *id)
{
  BhcRoster *roster;

  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  roster = bhc_shelf_get_roster (self->shelf);
  return roster != NULL ? bhc_roster_find (roster, id) : NULL;
}

void
bhc_desk_set_preferences (BhcDesk *self, BhcPreferences *preferences)
{
  g_return_if_fail (BHC_IS_DESK (self));

  g_set_object (&self->preferences, preferences);
}

BhcPreferences *
bhc_desk_get_preferences (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return self->preferences;
}

void
bhc_desk_mark_read (BhcDesk *self, const char *conversation)
{
  g_autoptr (BhcConversation) found = bhc_desk_find_conversation (self, conversation);
  const BhConversation *record = found != NULL ? bhc_conversation_get_record (found) : NULL;

  if (record == NULL || record->unread == 0 || record->last_seq == self->read_seq ||
      !bhc_session_is_connected (self->session))
    return;

  self->read_seq = record->last_seq;
  bhc_session_say_read (self->session, conversation, record->last_seq);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcConversation *conversation = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (conversation != NULL)
    bhc_conversation_add_action (conversation, -1);
  if (bhc_session_act_finish (BHC_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
bhc_desk_act_async (BhcDesk *self,
                    const char *conversation,
                    BhcAction action,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  static const char *const verbs[] = {
    [BHC_ACTION_CLAIM] = "claim",     [BHC_ACTION_RELEASE] = "release",
    [BHC_ACTION_RESOLVE] = "resolve", [BHC_ACTION_REOPEN] = "reopen",
    [BHC_ACTION_RETURN] = "return",
  };
  g_autoptr (GTask) task = NULL;
  BhcConversation *found;

  g_return_if_fail (BHC_IS_DESK (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, bhc_desk_act_async);
  if (self->session == NULL)
    {
      g_task_return_new_error (task, BH_ERROR, BH_ERROR_OFFLINE, _ ("nobody is signed in"));
      return;
    }

  found = bhc_desk_find_conversation (self, conversation);
  if (found != NULL)
    {
      bhc_conversation_add_action (found, 1);
      g_task_set_task_data (task, found, g_object_unref);
    }
  bhc_session_act_async (self->session, conversation, verbs[action], acted_cb,
                         g_steal_pointer (&task));
}

gboolean
bhc_desk_act_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
