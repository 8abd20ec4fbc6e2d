/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is written at the fake desk: it goes nowhere, and stays where it was. */
#include "console/model/writing/bhc-writing.h"

#include "common/bh-clock.h"
#include "tests/console/ui/fake-desk.h"

static void
note (BhcDesk *self, const char *verb, const char *what)
{
  g_autofree char *call = g_strdup_printf ("%s %s", verb, what);

  fake_desk_note_call (self, call);
}

void
bhc_desk_post_files (BhcDesk *self,
                     const char *conversation,
                     BhMessageKind kind,
                     const char *body,
                     GPtrArray *files)
{
  g_autofree char *extra = bhc_files_write (files);
  g_autofree char *words =
      g_strdup_printf ("%s %s %s", conversation, bh_message_kind_to_string (kind), body);
  const BhMessage fields = { .author = BH_AUTHOR_OPERATOR,
                             .author_id = (char *) FAKE_ME,
                             .author_name = (char *) "Mia Brandt",
                             .kind = kind,
                             .extra = extra,
                             .body = (char *) body,
                             .created_us = bh_clock_now_us () };
  const BhcMessageState waiting = { BHC_DELIVERY_WAITING, NULL, bhc_desk_get_files (self) };

  note (self, "post", words);
  fake_desk_say (self, conversation, &fields, &waiting);
}

void
bhc_desk_post (BhcDesk *self, const char *conversation, BhMessageKind kind, const char *body)
{
  bhc_desk_post_files (self, conversation, kind, body, NULL);
}

void
bhc_desk_retry_message (BhcDesk *self, const char *message_id)
{
  note (self, "retry-message", message_id);
}

void
bhc_desk_discard_message (BhcDesk *self, const char *message_id)
{
  note (self, "discard-message", message_id);
}

void
bhc_desk_typing (BhcDesk *self, const char *conversation, gboolean on)
{
}

void
bhc_desk_set_preferences (BhcDesk *self, BhcPreferences *preferences)
{
  g_object_set_data_full (G_OBJECT (self), "preferences", g_object_ref (preferences),
                          g_object_unref);
}

BhcPreferences *
bhc_desk_get_preferences (BhcDesk *self)
{
  BhcPreferences *preferences = g_object_get_data (G_OBJECT (self), "preferences");

  if (preferences == NULL)
    {
      preferences = bhc_preferences_new (NULL);
      g_object_set_data_full (G_OBJECT (self), "preferences", preferences, g_object_unref);
    }

  return preferences;
}
