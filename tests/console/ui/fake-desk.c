/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/fake-desk.h"
#include "tests/console/ui/fake-record.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "console/model/bhc-conversation-private.h"
#include "console/model/bhc-desk-views.h"
#include "tests/console/ui/directory/fake-directory.h"
#include "tests/console/ui/fake-list.h"

struct _BhcDesk
{
  GObject parent_instance;

  BhcState state;
  char *problem;
  BhOperator *me;
  GPtrArray *conversations;
  GHashTable *transcripts; /* conversation id → BhcTranscript */
  BhcInbox *inboxes[BHC_N_VIEWS];
  BhcInbox *filtered;
  BhcFilter *filter; /* (nullable) of it */
  BhcView filtered_view;
  guint n_lazy;
  guint n_outbox;
  guint n_posted;
  GError *next_error;
  GString *calls;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_PROBLEM,
  PROP_OPERATOR_NAME,
  PROP_ORGANIZATION_NAME,
  PROP_SERVER,
  PROP_UNSENT,
  PROP_N_OUTBOX,
  PROP_N_WAITING, /* and the other counts, in the order of the views */
  PROP_N_MINE,
  PROP_N_UNASSIGNED,
  PROP_N_ALL,
  PROP_N_RESOLVED,
  PROP_N_MENTIONED,
  PROP_N_SNOOZED,
} BhcDeskProperty;
static GParamSpec *props[PROP_N_SNOOZED + 1];
static guint handoff_signal;

G_DEFINE_ENUM_TYPE (BhcState,
                    bhc_state,
                    G_DEFINE_ENUM_VALUE (BHC_STATE_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (BHC_STATE_ONLINE, "online"))
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
      g_value_set_string (value, self->problem);
      break;
    case PROP_OPERATOR_NAME:
      g_value_set_string (value, self->me != NULL ? self->me->name : NULL);
      break;
    case PROP_ORGANIZATION_NAME:
      g_value_set_string (value, bhc_desk_get_organization_name (self));
      break;
    case PROP_SERVER:
      g_value_set_string (value, bhc_desk_get_server (self));
      break;
    case PROP_UNSENT: /* nothing is ever refused */
      break;
    case PROP_N_OUTBOX:
      g_value_set_uint (value, self->n_outbox);
      break;
    case PROP_N_WAITING:
    case PROP_N_MINE:
    case PROP_N_UNASSIGNED:
    case PROP_N_ALL:
    case PROP_N_RESOLVED:
    case PROP_N_MENTIONED:
    case PROP_N_SNOOZED:
    default:
      g_value_set_uint (value, bhc_desk_get_count (self, (BhcView) (prop_id - PROP_N_WAITING)));
    }
}

static void
bhc_desk_finalize (GObject *object)
{
  BhcDesk *self = BHC_DESK (object);

  for (guint i = 0; i < BHC_N_VIEWS; i++)
    g_clear_object (&self->inboxes[i]);
  g_clear_object (&self->filtered);
  g_clear_pointer (&self->filter, bhc_filter_free);
  g_ptr_array_unref (self->conversations);
  g_hash_table_unref (self->transcripts);
  g_clear_pointer (&self->me, bh_operator_unref);
  g_clear_error (&self->next_error);
  g_string_free (self->calls, TRUE);
  g_free (self->problem);

  G_OBJECT_CLASS (bhc_desk_parent_class)->finalize (object);
}

static void
bhc_desk_class_init (BhcDeskClass *klass)
{
  static const char *const counts[] = { "n-outbox", "n-waiting",  "n-mine",      "n-unassigned",
                                        "n-all",    "n-resolved", "n-mentioned", "n-snoozed" };
  static const char *const strings[] = { "problem", "operator-name", "organization-name", "server",
                                         "unsent" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = bhc_desk_finalize;
  object_class->get_property = bhc_desk_get_property;
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, BHC_TYPE_STATE, BHC_STATE_SIGNED_OUT,
                                         G_PARAM_READABLE);
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    props[PROP_PROBLEM + i] = g_param_spec_string (strings[i], NULL, NULL, NULL, G_PARAM_READABLE);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    props[PROP_N_OUTBOX + i] =
        g_param_spec_uint (counts[i], NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  g_signal_new ("message-arrived", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 3, BHC_TYPE_CONVERSATION, G_TYPE_POINTER, G_TYPE_INT);
  handoff_signal = g_signal_new ("handoff-waiting", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, BHC_TYPE_CONVERSATION);
  g_signal_new ("counts-changed", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("visitor-moved", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64);
  g_signal_new ("presence", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_STRING);
  g_signal_new ("run", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_STRING);
  g_signal_new ("whisper", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  fake_desk_add_signals (BHC_TYPE_DESK);
  g_signal_new ("webhook-changed", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  g_signal_new ("suggestion", BHC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static void
bhc_desk_init (BhcDesk *self)
{
  self->conversations = g_ptr_array_new_with_free_func (g_object_unref);
  self->transcripts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->calls = g_string_new (NULL);
  for (guint i = 0; i < BHC_N_VIEWS; i++)
    self->inboxes[i] = fake_inbox_new ();
  self->filtered = fake_inbox_new ();
}

static gboolean
is_in_view (BhcDesk *self, BhcConversation *conversation, BhcView view)
{
  const BhConversation *record = bhc_conversation_get_record (conversation);
  const BhcFilter *filter = view >= BHC_VIEW_SAVED ? fake_directory_get_filter (self, view) : NULL;

  if (view >= BHC_VIEW_SAVED)
    return filter != NULL && bhc_filter_matches (filter, record, FAKE_ME, bh_clock_now_us ());
  return bhc_views_contain (bhc_views_of (record, FAKE_ME), view);
}

static GPtrArray *
rows_of (BhcDesk *self, BhcView view)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->conversations->len; i++)
    {
      BhcConversation *conversation = g_ptr_array_index (self->conversations, i);

      if (is_in_view (self, conversation, view))
        g_ptr_array_add (rows, g_object_ref (conversation));
    }

  return rows;
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const BhConversation *x = bhc_conversation_get_record (*(BhcConversation *const *) a);
  const BhConversation *y = bhc_conversation_get_record (*(BhcConversation *const *) b);
  return x->updated_us < y->updated_us ? 1 : -1;
}

static void
refresh_filtered (BhcDesk *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) all = rows_of (self, self->filtered_view);

  for (guint i = 0; self->filter != NULL && i < all->len; i++)
    if (bhc_filter_matches (self->filter, bhc_conversation_get_record (all->pdata[i]), FAKE_ME,
                            bh_clock_now_us ()))
      g_ptr_array_add (rows, g_object_ref (all->pdata[i]));
  fake_inbox_set_rows (self->filtered, rows);
}

void
fake_desk_refresh (BhcDesk *self)
{
  g_ptr_array_sort (self->conversations, compare_rows);
  for (guint i = 0; i < BHC_N_VIEWS; i++)
    {
      g_autoptr (GPtrArray) rows = rows_of (self, (BhcView) i);

      fake_inbox_set_rows (self->inboxes[i], rows);
      if (i < BHC_VIEW_SAVED)
        g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_WAITING + i]);
    }
  refresh_filtered (self);
  g_signal_emit_by_name (self, "counts-changed");
}

void
fake_desk_set_state (BhcDesk *self, BhcState state, const char *problem)
{
  g_free (self->problem);
  self->problem = g_strdup (problem);
  self->state = state;
  for (guint i = PROP_STATE; i < PROP_N_OUTBOX; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
}

void
fake_desk_sign_in (BhcDesk *self, BhRole role)
{
  g_clear_pointer (&self->me, bh_operator_unref);
  self->me = bh_operator_new (FAKE_ME, "org", "Mia Brandt", "mia@northwind.example", role);
  fake_desk_set_state (self, BHC_STATE_ONLINE, NULL);
}

BhcConversation *
fake_desk_put (BhcDesk *self, const BhConversation *fields)
{
  g_autoptr (BhConversation) record = fake_record_new (fields);
  g_autoptr (BhcConversation) found = bhc_desk_find_conversation (self, fields->id);

  if (found != NULL)
    bhc_conversation_set_record (found, record);
  else
    {
      found = bhc_conversation_new (record, FAKE_ME);
      g_ptr_array_add (self->conversations, g_object_ref (found));
    }
  fake_desk_refresh (self);
  return found; /* held by the list */
}

void
fake_desk_erase (BhcDesk *self, const char *id)
{
  g_autoptr (BhcConversation) found = bhc_desk_find_conversation (self, id);

  g_ptr_array_remove (self->conversations, found);
  fake_desk_refresh (self);
}

void
fake_desk_ring (BhcDesk *self, BhcConversation *conversation)
{
  g_signal_emit (self, handoff_signal, 0, conversation);
}

void
fake_desk_set_lazy (BhcDesk *self, guint n)
{
  self->n_lazy = n;
  fake_inbox_set_lazy (self->inboxes[BHC_VIEW_ALL], n);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ALL]);
}

void
fake_desk_fail_next (BhcDesk *self, GError *error)
{
  g_clear_error (&self->next_error);
  self->next_error = error;
}

void
fake_desk_set_outbox (BhcDesk *self, guint n)
{
  self->n_outbox = n;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_OUTBOX]);
}

void
fake_desk_note_call (BhcDesk *self, const char *call)
{
  g_string_append_printf (self->calls, "%s\n", call);
}

const char *
fake_desk_get_calls (BhcDesk *self)
{
  return self->calls->str;
}

static BhcTranscript *
get_transcript (BhcDesk *self, const char *conversation)
{
  BhcTranscript *transcript = g_hash_table_lookup (self->transcripts, conversation);

  if (transcript == NULL)
    {
      transcript = fake_transcript_new (conversation);
      g_hash_table_insert (self->transcripts, g_strdup (conversation), transcript);
    }

  return transcript;
}

BhcMessage *
fake_desk_say (BhcDesk *self,
               const char *conversation,
               const BhMessage *fields,
               const BhcMessageState *state)
{
  const BhcMessageState stored = { BHC_DELIVERY_STORED, NULL };
  BhMessage copy = *fields;
  g_autoptr (BhMessage) record = NULL;
  g_autoptr (BhcMessage) message = NULL;

  copy.id = fields->id != NULL ? g_strdup (fields->id) : g_strdup_printf ("m%u", ++self->n_posted);
  copy.conversation_id = g_strdup (conversation);
  copy.author_id = g_strdup (fields->author_id);
  copy.author_name = g_strdup (fields->author_name);
  copy.notice = g_strdup (fields->notice);
  copy.body = g_strdup (fields->body);
  copy.sources = g_strdup (fields->sources);
  copy.extra = g_strdup (fields->extra);
  record = bh_message_new_take (&copy);
  message = bhc_message_new (record, FAKE_ME, state != NULL ? state : &stored);
  fake_transcript_append (get_transcript (self, conversation), message);

  return message; /* held by the transcript */
}

BhcDesk *
bhc_desk_new (const char *data_dir)
{
  return g_object_new (BHC_TYPE_DESK, NULL);
}

void
bhc_desk_start (BhcDesk *self)
{
}

/* Ends the task with the error that was put in, or well. */
static gboolean
end_task (BhcDesk *self, gpointer tag, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, tag);
  if (self->next_error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&self->next_error));
      return FALSE;
    }
  g_task_return_boolean (task, TRUE);

  return TRUE;
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
  g_string_append_printf (self->calls, "sign-in %s %s %d\n", server, email, remember);
  if (end_task (self, bhc_desk_sign_in_async, callback, data))
    fake_desk_sign_in_as_mia (self);
}

void
bhc_desk_sign_out (BhcDesk *self)
{
  g_string_append (self->calls, "sign-out\n");
  fake_desk_set_state (self, BHC_STATE_SIGNED_OUT, NULL);
}

void
bhc_desk_retry (BhcDesk *self)
{
  g_string_append (self->calls, "retry\n");
}

BhcState
bhc_desk_get_state (BhcDesk *self)
{
  return self->state;
}

const char *
bhc_desk_get_problem (BhcDesk *self)
{
  return self->problem;
}

const BhOperator *
bhc_desk_get_operator (BhcDesk *self)
{
  return self->me;
}

const char *
bhc_desk_get_organization_name (BhcDesk *self)
{
  return self->me != NULL ? "Northwind Cycles" : NULL;
}

const char *
bhc_desk_get_server (BhcDesk *self)
{
  return self->me != NULL ? "https://desk.northwind.example" : NULL;
}

guint
bhc_desk_get_count (BhcDesk *self, BhcView view)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->inboxes[view]));
}

BhcInbox *
bhc_desk_get_inbox (BhcDesk *self, BhcView view)
{
  return self->inboxes[view];
}

BhcInbox *
bhc_desk_filter (BhcDesk *self, BhcView view, const BhcFilter *filter)
{
  g_clear_pointer (&self->filter, bhc_filter_free);
  self->filter = filter != NULL ? bhc_filter_copy (filter) : NULL;
  self->filtered_view = view;
  refresh_filtered (self);

  return self->filtered;
}

BhcTranscript *
bhc_desk_open_transcript (BhcDesk *self, const char *conversation)
{
  return g_object_ref (get_transcript (self, conversation));
}

BhcConversation *
bhc_desk_find_conversation (BhcDesk *self, const char *id)
{
  for (guint i = 0; i < self->conversations->len; i++)
    {
      BhcConversation *conversation = g_ptr_array_index (self->conversations, i);

      if (g_str_equal (bhc_conversation_get_id (conversation), id))
        return g_object_ref (conversation);
    }

  return NULL;
}

void
bhc_desk_mark_read (BhcDesk *self, const char *conversation)
{
  g_string_append_printf (self->calls, "read %s\n", conversation);
}

void
bhc_desk_act_async (BhcDesk *self,
                    const char *conversation,
                    BhcAction action,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  static const char *const words[] = { "claim", "release", "resolve", "reopen", "return" };

  g_string_append_printf (self->calls, "%s %s\n", words[action], conversation);
  end_task (self, bhc_desk_act_async, callback, data);
}
