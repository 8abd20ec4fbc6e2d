/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/gate/bhd-connection-private.h"

#include "common/bh-id.h"
#include "server/http/gate/bhd-answer.h"
#include "server/http/gate/bhd-outflow.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define RECEIVE_SIZE (16 * 1024)
#define RELEASE_SIZE (8 * 1024)       /* long bodies are let through in pieces of at least this */
#define LINGER_MAX (16 * 1024 * 1024) /* what a refused client may still push at us */

typedef enum
{
  PHASE_WAITING,   /* between two requests */
  PHASE_READING,   /* a request is coming in */
  PHASE_ANSWERING, /* libsoup has all of it */
  PHASE_CLOSING,   /* we have said our last; the socket is drained */
  PHASE_GONE,      /* the socket is closed or given away */
} Phase;

struct _BhdConnection
{
  GIOStream parent_instance;

  int fd;
  char *peer; /* (nullable) */
  const BhdConnectionHooks *hooks;
  gpointer data;
  GInputStream *input;
  GOutputStream *output;

  Phase phase;
  gint64 since_us; /* of the phase */
  BhdGuard guard;
  GByteArray *in;   /* taken by the guard and not yet by libsoup, then not yet looked at */
  gsize taken;      /* how many of them the guard has taken */
  gsize released;   /* to libsoup, of this request */
  gsize received;   /* of this request; when closing, what is thrown away */
  gboolean ended;   /* nothing more will be read */
  gboolean refused; /* we have answered ourselves */
  gboolean wrote;   /* libsoup has begun to answer this request */
  BhdOutflow out;
  GSource *tending; /* (nullable) sends the rest, drains */
};

G_DEFINE_FINAL_TYPE (BhdConnection, bhd_connection, G_TYPE_IO_STREAM)

static void
set_phase (BhdConnection *self, Phase phase)
{
  self->phase = phase;
  self->since_us = g_get_monotonic_time ();
}

static void
stop_tending (BhdConnection *self)
{
  if (self->tending != NULL)
    g_source_destroy (self->tending);
  g_clear_pointer (&self->tending, g_source_unref);
}

static void
let_go (BhdConnection *self)
{
  stop_tending (self);
  self->fd = -1;
  self->ended = TRUE;
  set_phase (self, PHASE_GONE);
  self->hooks->closed (self, self->data);
}

static void
close_socket (BhdConnection *self)
{
  if (self->phase == PHASE_GONE)
    return;

  close (self->fd);
  let_go (self);
}

static gboolean
drain (BhdConnection *self)
{
  char waste[RECEIVE_SIZE];
  gssize n = recv (self->fd, waste, sizeof waste, 0);

  if (n > 0)
    self->received += (gsize) n;
  return (n > 0 && self->received < LINGER_MAX) || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

static gboolean
tend_cb (GObject *object, gpointer data)
{
  g_autoptr (BhdConnection) self = g_object_ref (BHD_CONNECTION (object));
  gboolean had_output = self->out.held->len > 0;

  if (self->phase == PHASE_GONE)
    return G_SOURCE_REMOVE;

  if (!bhd_outflow_send (&self->out, self->fd) ||
      (self->phase == PHASE_CLOSING && !had_output && !drain (self)))
    {
      close_socket (self);
      return G_SOURCE_REMOVE;
    }
  if (self->out.held->len > 0 || !had_output)
    return G_SOURCE_CONTINUE;

  stop_tending (self);
  if (self->phase == PHASE_CLOSING)
    bhd_connection_flush (self);
  return G_SOURCE_REMOVE;
}

static void
tend (BhdConnection *self, GIOCondition condition)
{
  if (self->tending != NULL)
    return;

  self->tending = bhd_connection_source_new (self, G_OBJECT (self), condition);
  g_source_set_callback (self->tending, G_SOURCE_FUNC (tend_cb), NULL, NULL);
  g_source_attach (self->tending, g_main_context_get_thread_default ());
}

gboolean
bhd_connection_flush (BhdConnection *self)
{
  if (self->phase == PHASE_GONE)
    return FALSE;

  if (!bhd_outflow_send (&self->out, self->fd))
    {
      self->ended = TRUE;
      bhd_outflow_drop (&self->out);
    }
  if (self->out.held->len > 0)
    tend (self, G_IO_OUT);
  else if (self->phase == PHASE_CLOSING)
    {
      shutdown (self->fd, SHUT_WR);
      tend (self, G_IO_IN);
    }
  return self->out.held->len == 0 && !self->ended;
}

void
bhd_connection_refuse (BhdConnection *self, BhdRefusal refusal)
{
  g_autoptr (GError) error = bhd_refusal_to_error (refusal);
  g_autofree char *id = bh_id_new ();
  g_autofree char *answer = NULL;

  if (self->phase >= PHASE_CLOSING || self->refused)
    return;

  answer = bhd_answer_compose (error, id, g_strcmp0 (self->guard.method, "HEAD") == 0);
  bhd_outflow_hold (&self->out, answer, strlen (answer));
  g_byte_array_set_size (self->in, 0);
  bhd_guard_refuse (&self->guard, refusal);
  self->taken = 0;
  self->refused = TRUE;
  self->ended = TRUE;
  self->hooks->refused (self, error, id);
  bhd_connection_flush (self);
}

static void
begin_request (BhdConnection *self)
{
  bhd_guard_init (&self->guard);
  set_phase (self, self->in->len > 0 ? PHASE_READING : PHASE_WAITING);
  self->received = self->in->len;
  self->released = 0;
  self->wrote = FALSE;
}

/* Hands new bytes to the guard.  Returns: whether that changed anything. */
static gboolean
examine (BhdConnection *self)
{
  const char *bytes = (const char *) self->in->data + self->taken;
  BhdGuardState before = self->guard.state;
  gsize n;

  if (self->in->len == self->taken)
    return FALSE;

  n = bhd_guard_push (&self->guard, bytes, self->in->len - self->taken);
  if (before == BHD_GUARD_HEAD && self->guard.state == BHD_GUARD_BODY)
    {
      const char *path = bytes + strlen (self->guard.method) + 1;

      bhd_guard_limit_body (
          &self->guard,
          self->hooks->body_limit (self->guard.method, path, self->guard.path_length, self->data));
    }

  self->taken += n;
  if (self->guard.state == BHD_GUARD_REFUSED)
    bhd_connection_refuse (self, self->guard.refusal);
  return n > 0 || self->guard.state != before;
}

static gboolean
receive (BhdConnection *self)
{
  char bytes[RECEIVE_SIZE];
  gssize n = recv (self->fd, bytes, sizeof bytes, 0);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return FALSE;
  if (n <= 0)
    {
      self->ended = TRUE;
      return TRUE;
    }

  if (self->phase == PHASE_WAITING)
    set_phase (self, PHASE_READING);
  self->received += (gsize) n;
  g_byte_array_append (self->in, (const guint8 *) bytes, (guint) n);
  return TRUE;
}

/* Short messages are let through whole, so that libsoup neither wakes for half a head nor collects
 * a body byte by byte. */
static gboolean
may_release (BhdConnection *self)
{
  if (self->taken == 0)
    return FALSE;
  return self->guard.state == BHD_GUARD_DONE || self->taken >= RELEASE_SIZE ||
         self->guard.expects_continue;
}

static gsize
release (BhdConnection *self, void *buffer, gsize count)
{
  gsize n = MIN (count, self->taken);

  memcpy (buffer, self->in->data, n);
  g_byte_array_remove_range (self->in, 0, (guint) n);
  self->taken -= n;
  self->released += n;
  if (self->taken == 0 && self->guard.state == BHD_GUARD_DONE)
    set_phase (self, PHASE_ANSWERING);
  return n;
}

void
bhd_connection_note_wait (BhdConnection *self)
{
  if (self->phase == PHASE_GONE)
    return;

  bhd_connection_flush (self);
  if (self->phase == PHASE_ANSWERING && self->wrote)
    begin_request (self);
}

/* libsoup 3.2 forgets a kept connection that ends between two requests: it neither closes nor frees
 * it.  One byte makes it start a request, which then fails, and that it cleans up after. */
static gssize
end_input (BhdConnection *self, char *buffer)
{
  if (self->released > 0)
    return 0;

  *buffer = '\n';
  self->released = 1;
  return 1;
}

gssize
bhd_connection_read (BhdConnection *self, void *buffer, gsize count, GError **error)
{
  if (self->phase == PHASE_ANSWERING && !self->wrote)
    self->ended = TRUE; /* libsoup reads past the message: never give it the next one */
  else if (self->phase == PHASE_ANSWERING)
    begin_request (self);

  while (!self->ended && !may_release (self))
    {
      if (examine (self))
        continue;
      if (!bhd_connection_wants_input (self) || !receive (self))
        {
          bhd_connection_flush (self);
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "nothing has come");
          return -1;
        }
    }

  return self->ended ? end_input (self, buffer) : (gssize) release (self, buffer, count);
}

gboolean
bhd_connection_has_input (BhdConnection *self)
{
  return self->ended || may_release (self) ||
         (self->in->len > self->taken && self->guard.line == 0 && self->guard.scanned == 0 &&
          bhd_connection_wants_input (self));
}

/* Who does not read our answers is not asked for more questions. */
gboolean
bhd_connection_wants_input (BhdConnection *self)
{
  return self->phase == PHASE_CLOSING || self->out.held->len < BHD_OUTFLOW_HOLD;
}

int
bhd_connection_fd (BhdConnection *self)
{
  return self->fd;
}

gssize
bhd_connection_write (BhdConnection *self, const void *buffer, gsize count, GError **error)
{
  if (self->phase >= PHASE_CLOSING || self->ended)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the connection is closed");
      return -1;
    }

  self->wrote = TRUE;
  return bhd_outflow_write (&self->out, self->fd, buffer, count, error);
}

static gboolean
has_unread (BhdConnection *self)
{
  char byte;

  return self->refused || self->in->len > 0 || self->phase == PHASE_READING ||
         recv (self->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

/* A socket closed with unread bytes is reset, and the reset may overtake our answer: so the client
 * is given time to read it. */
static gboolean
bhd_connection_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  BhdConnection *self = BHD_CONNECTION (stream);

  if (self->phase >= PHASE_CLOSING)
    return TRUE;

  if (bhd_outflow_send (&self->out, self->fd) && (self->out.held->len > 0 || has_unread (self)))
    {
      stop_tending (self);
      set_phase (self, PHASE_CLOSING);
      self->ended = FALSE;
      self->taken = 0;
      self->received = 0;
      g_byte_array_set_size (self->in, 0);
      bhd_connection_flush (self);
    }
  else
    close_socket (self);
  return TRUE;
}

static GInputStream *
bhd_connection_get_input_stream (GIOStream *stream)
{
  return BHD_CONNECTION (stream)->input;
}

static GOutputStream *
bhd_connection_get_output_stream (GIOStream *stream)
{
  return BHD_CONNECTION (stream)->output;
}

static void
bhd_connection_finalize (GObject *object)
{
  BhdConnection *self = BHD_CONNECTION (object);

  bhd_connection_input_forget (self->input);
  bhd_connection_output_forget (self->output);
  g_clear_object (&self->input);
  g_clear_object (&self->output);
  g_byte_array_unref (self->in);
  bhd_outflow_clear (&self->out);
  g_free (self->peer);
  G_OBJECT_CLASS (bhd_connection_parent_class)->finalize (object);
}

static void
bhd_connection_class_init (BhdConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhd_connection_finalize;
  G_IO_STREAM_CLASS (klass)->get_input_stream = bhd_connection_get_input_stream;
  G_IO_STREAM_CLASS (klass)->get_output_stream = bhd_connection_get_output_stream;
  G_IO_STREAM_CLASS (klass)->close_fn = bhd_connection_close;
}

static void
bhd_connection_init (BhdConnection *self)
{
  self->in = g_byte_array_new ();
  bhd_outflow_init (&self->out);
  self->input = bhd_connection_input_new (self);
  self->output = bhd_connection_output_new (self);
}

BhdConnection *
bhd_connection_new (int fd, const char *peer, const BhdConnectionHooks *hooks, gpointer data)
{
  BhdConnection *self = g_object_new (BHD_TYPE_CONNECTION, NULL);

  self->fd = fd;
  self->peer = g_strdup (peer);
  self->hooks = hooks;
  self->data = data;
  begin_request (self);
  return self;
}

const char *
bhd_connection_peer (BhdConnection *self)
{
  return self->peer;
}

static gboolean
body_is_slow (BhdConnection *self, gint64 spent_us, const BhdPatience *patience)
{
  if (spent_us > patience->body_us)
    return TRUE;
  return spent_us > patience->grace_us &&
         (gint64) self->received < spent_us / BH_SECOND * patience->body_rate;
}

void
bhd_connection_sweep (BhdConnection *self, gint64 now_us, const BhdPatience *patience)
{
  gint64 spent_us = now_us - self->since_us;
  gboolean in_body = self->guard.state == BHD_GUARD_BODY;

  if (self->phase == PHASE_WAITING && spent_us > patience->idle_us)
    self->ended = TRUE;
  else if (self->phase == PHASE_READING && !in_body && spent_us > patience->head_us)
    bhd_connection_refuse (self, BHD_REFUSAL_SLOW);
  else if (self->phase == PHASE_READING && in_body && body_is_slow (self, spent_us, patience))
    bhd_connection_refuse (self, BHD_REFUSAL_SLOW);
  else if (self->phase == PHASE_CLOSING && spent_us > patience->linger_us)
    close_socket (self);
  else if (bhd_outflow_is_stalled (&self->out, now_us - patience->stall_us))
    bhd_connection_abort (self);
}

void
bhd_connection_end_if_idle (BhdConnection *self)
{
  if (self->phase == PHASE_WAITING)
    self->ended = TRUE;
}

void
bhd_connection_abort (BhdConnection *self)
{
  bhd_outflow_drop (&self->out);
  close_socket (self);
}

int
bhd_connection_take (BhdConnection *self, GBytes **early)
{
  int fd = self->fd;

  *early = NULL;
  if (self->phase >= PHASE_CLOSING || self->refused || !bhd_outflow_send (&self->out, self->fd) ||
      self->out.held->len > 0)
    return -1;

  if (self->in->len > 0)
    *early = g_bytes_new (self->in->data, self->in->len);
  let_go (self);
  return fd;
}
