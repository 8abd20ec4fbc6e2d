/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-inbox.h"

#include "common/bh-error.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

gboolean
bhd_inbox_init (BhdInbox *self, GError **error)
{
  self->fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (self->fd < 0)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "cannot make an eventfd: %s",
                   g_strerror (errno));
      return FALSE;
    }

  g_mutex_init (&self->lock);
  self->letters = g_array_new (FALSE, FALSE, sizeof (BhdLetter));
  return TRUE;
}

void
bhd_inbox_clear (BhdInbox *self)
{
  g_assert (self->letters->len == 0);
  g_array_unref (self->letters);
  g_mutex_clear (&self->lock);
  close (self->fd);
}

void
bhd_inbox_post (BhdInbox *self, int kind, gpointer content)
{
  BhdLetter letter = { kind, content };
  gboolean first;

  g_mutex_lock (&self->lock);
  first = self->letters->len == 0;
  g_array_append_val (self->letters, letter);
  g_mutex_unlock (&self->lock);

  if (first && eventfd_write (self->fd, 1) != 0)
    g_assert_not_reached ();
}

GArray *
bhd_inbox_take (BhdInbox *self)
{
  GArray *taken;
  eventfd_t count;

  /* First the eventfd, then the letters: one that comes between leaves the eventfd readable, which
   * costs an idle look; the other way round it could be forgotten. */
  if (eventfd_read (self->fd, &count) != 0 && errno != EAGAIN)
    g_assert_not_reached ();

  g_mutex_lock (&self->lock);
  taken = self->letters;
  self->letters = g_array_new (FALSE, FALSE, sizeof (BhdLetter));
  g_mutex_unlock (&self->lock);
  return taken;
}
