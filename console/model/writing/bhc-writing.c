/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-writing.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/model/bhc-desk-private.h"

#define TYPING_EVERY_US (3 * G_USEC_PER_SEC)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcDesk) self = data;
  g_autoptr (GError) error = NULL;

  if (!bhc_cache_run_finish (BHC_CACHE (source), result, &error))
    bhc_desk_set_notice (self, error->message);
}

void
bhc_desk_post (BhcDesk *self, const char *conversation, BhMessageKind kind, const char *body)
{
  bhc_desk_post_files (self, conversation, kind, body, NULL);
}

void
bhc_desk_post_files (BhcDesk *self,
                     const char *conversation,
                     BhMessageKind kind,
                     const char *body,
                     GPtrArray *files)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *extra = bhc_files_write (files);

  g_return_if_fail (BHC_IS_DESK (self));
  g_return_if_fail (kind != BH_MESSAGE_NOTICE);

  if (self->session == NULL || (*body == '\0' && extra == NULL))
    return;

  bhc_cache_add_outgoing_async (
      bhc_session_get_cache (self->session),
      bhc_outgoing_with_extra (
          bhc_outgoing_new (id, conversation, kind, body, bh_clock_now_us (), NULL), extra),
      written_cb, g_object_ref (self));
}

void
bhc_desk_retry_message (BhcDesk *self, const char *message_id)
{
  g_return_if_fail (BHC_IS_DESK (self));

  if (self->session != NULL)
    bhc_cache_refuse_outgoing_async (bhc_session_get_cache (self->session), message_id, NULL,
                                     written_cb, g_object_ref (self));
}

void
bhc_desk_discard_message (BhcDesk *self, const char *message_id)
{
  g_return_if_fail (BHC_IS_DESK (self));

  if (self->session != NULL)
    bhc_cache_drop_outgoing_async (bhc_session_get_cache (self->session), message_id, written_cb,
                                   g_object_ref (self));
}

void
bhc_desk_typing (BhcDesk *self, const char *conversation, gboolean on)
{
  gboolean told = g_strcmp0 (self->typing_in, conversation) == 0;
  gint64 now_us = g_get_monotonic_time ();

  g_return_if_fail (BHC_IS_DESK (self));

  if (self->session == NULL || (on && told && now_us - self->typing_us < TYPING_EVERY_US) ||
      (!on && !told))
    return;

  g_free (self->typing_in);
  self->typing_in = on ? g_strdup (conversation) : NULL;
  self->typing_us = now_us;
  bhc_session_say_typing (self->session, conversation, on);
}
