/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/arrival/bhc-arrival.h"
#include "console/model/directory/bhc-colleague.h"
#include "console/model/team/bhc-crew.h"
#include "console/ui/bhc-status.h"

#include "console/ui/citizen/bhc-herald.h"

struct _BhcHerald
{
  GObject parent_instance;

  BhcDesk *desk;
  GApplication *application; /* weak (nullable) */
  BhcHeraldIsSeen is_seen;
  gpointer data;
  BhMessage *note; /* (nullable) the last that mentioned the operator */
  GHashTable *out; /* names of its notifications that may still be seen */
};

G_DEFINE_FINAL_TYPE (BhcHerald, bhc_herald, G_TYPE_OBJECT)

static const char *const preferences[] = {
  [BHC_ARRIVAL_SAID] = "notify-messages",
  [BHC_ARRIVAL_MENTION] = "notify-mentions",
  [BHC_ARRIVAL_HANDED] = "notify-mentions",
};

/* A notice bears the name of whom it went to, not of who did it. */
static const char *
find_doer (BhcHerald *self, const BhMessage *message)
{
  BhcDirectory *directory = bhc_desk_get_directory (self->desk);
  BhcColleague *doer = message->author_id != NULL
                           ? bhc_directory_find_colleague (directory, message->author_id)
                           : NULL;

  /* Translators: the subject of “handed you a conversation”. */
  return doer != NULL ? bhc_colleague_get_name (doer) : _ ("A colleague");
}

static char *
make_title (BhcHerald *self,
            BhcConversation *conversation,
            const BhMessage *message,
            BhcArrival arrival)
{
  const char *name = bhc_status_contact_name (conversation);

  if (arrival == BHC_ARRIVAL_MENTION)
    /* Translators: a colleague, and the visitor whose conversation it is about. */
    return g_strdup_printf (_ ("%s mentioned you (%s)"), message->author_name, name);
  if (arrival == BHC_ARRIVAL_HANDED)
    /* Translators: a colleague, and the visitor whose conversation is yours now. */
    return g_strdup_printf (_ ("%s handed you a conversation (%s)"), find_doer (self, message),
                            name);
  return g_strdup (name);
}

/* Of what was handed over: the note that came with it, or what was said last. */
static const char *
find_body (BhcHerald *self,
           BhcConversation *conversation,
           const BhMessage *message,
           BhcArrival arrival)
{
  const char *last = bhc_conversation_get_record (conversation)->last_body;

  if (arrival != BHC_ARRIVAL_HANDED)
    return message->body;
  if (self->note != NULL && self->note->created_us == message->created_us &&
      g_str_equal (self->note->conversation_id, message->conversation_id))
    return self->note->body;
  return last != NULL ? last : "";
}

static void
notify (BhcHerald *self, const char *name, GNotification *notification)
{
  g_hash_table_add (self->out, g_strdup (name));
  if (self->application != NULL)
    g_application_send_notification (self->application, name, notification);
}

/* What visitors and colleagues said is nothing for who comes after this operator. */
static void
withdraw_all (BhcHerald *self)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->out);
  while (self->application != NULL && g_hash_table_iter_next (&iter, &name, NULL))
    g_application_withdraw_notification (self->application, name);
  g_hash_table_remove_all (self->out);
}

static void
state_cb (BhcHerald *self)
{
  if (bhc_desk_get_state (self->desk) == BHC_STATE_SIGNED_OUT)
    withdraw_all (self);
}

/* One a conversation: a later one takes the place of the one before. */
static void
send (BhcHerald *self, BhcConversation *conversation, const BhMessage *message, BhcArrival arrival)
{
  const char *id = bhc_conversation_get_id (conversation);
  g_autofree char *key = bhc_desks_get_key (self->desk);
  g_autofree char *name = g_strconcat ("message-", id, NULL);
  g_autofree char *title = make_title (self, conversation, message, arrival);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, find_body (self, conversation, message, arrival));
  g_notification_set_default_action_and_target (notification, "app.open-conversation", "(ss)", key,
                                                id);
  notify (self, name, notification);
}

static void
arrived_cb (BhcHerald *self,
            BhcConversation *conversation,
            const BhMessage *message,
            BhcArrival arrival)
{
  gboolean wanted;

  if (arrival == BHC_ARRIVAL_MENTION)
    {
      g_clear_pointer (&self->note, bh_message_unref);
      self->note = bh_message_ref ((BhMessage *) message);
    }
  g_object_get (bhc_desk_get_preferences (self->desk), preferences[arrival], &wanted, NULL);
  if (!wanted || self->is_seen (self->desk, bhc_conversation_get_id (conversation), self->data))
    return;

  send (self, conversation, message, arrival);
}

/* The crew tells only what nobody looks at.  One a colleague: a later one takes its place. */
static void
heard_cb (BhcHerald *self, BhcWhisper *whisper)
{
  const char *from = bhc_whisper_get_from (whisper);
  g_autofree char *key = bhc_desks_get_key (self->desk);
  g_autofree char *name = g_strconcat ("whisper-", from, NULL);
  g_autofree char *title =
      g_strdup_printf (_ ("%s whispers to you"), bhc_whisper_get_from_name (whisper));
  g_autoptr (GNotification) notification = g_notification_new (title);
  gboolean wanted;

  g_object_get (bhc_desk_get_preferences (self->desk), "notify-mentions", &wanted, NULL);
  if (!wanted)
    return;

  g_notification_set_body (notification, bhc_whisper_get_body (whisper));
  g_notification_set_default_action_and_target (notification, "app.open-whispers", "(ss)", key,
                                                from);
  notify (self, name, notification);
}

static void
bhc_herald_dispose (GObject *object)
{
  BhcHerald *self = BHC_HERALD (object);

  if (self->desk != NULL)
    {
      withdraw_all (self);
      g_signal_handlers_disconnect_by_data (self->desk, self);
    }
  g_clear_pointer (&self->note, bh_message_unref);
  g_clear_pointer (&self->out, g_hash_table_unref);
  g_clear_object (&self->desk);
  g_clear_weak_pointer (&self->application);

  G_OBJECT_CLASS (bhc_herald_parent_class)->dispose (object);
}

static void
bhc_herald_class_init (BhcHeraldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_herald_dispose;
}

static void
bhc_herald_init (BhcHerald *self)
{
  self->out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BhcHerald *
bhc_herald_new (BhcDesk *desk, GApplication *application, BhcHeraldIsSeen is_seen, gpointer data)
{
  BhcHerald *self = g_object_new (BHC_TYPE_HERALD, NULL);

  self->desk = g_object_ref (desk);
  g_set_weak_pointer (&self->application, application);
  self->is_seen = is_seen;
  self->data = data;
  g_signal_connect_swapped (desk, "message-arrived", G_CALLBACK (arrived_cb), self);
  g_signal_connect_swapped (desk, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_connect_object (bhc_crew_of (desk), "heard", G_CALLBACK (heard_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

guint
bhc_herald_count (BhcHerald *self)
{
  g_return_val_if_fail (BHC_IS_HERALD (self), 0);

  return g_hash_table_size (self->out);
}
