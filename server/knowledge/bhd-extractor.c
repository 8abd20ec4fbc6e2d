/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-extractor.h"

#include "common/bh-error.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define TIME_MAX (10 * G_USEC_PER_SEC)
#define OUTPUT_MAX (4 * 1024 * 1024)
#define STATUS_TOO_LARGE 3 /* see server/extract/main.c */

static gboolean
refuse (GError **error, BhErrorCode code, const char *text)
{
  g_set_error_literal (error, BH_ERROR, code, text);
  return FALSE;
}

/* The document as a file that exists in memory alone: the child reads it at its own pace. */
static int
open_body (const char *body, GError **error)
{
  int fd = memfd_create ("document", MFD_CLOEXEC);
  gsize length = strlen (body), done = 0;

  while (fd >= 0 && done < length)
    {
      gssize n = write (fd, body + done, length - done);

      if (n <= 0 && errno != EINTR)
        break;
      done += n > 0 ? (gsize) n : 0;
    }
  if (fd >= 0 && done == length && lseek (fd, 0, SEEK_SET) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  refuse (error, BH_ERROR_UNAVAILABLE, "the document could not be handed over: out of memory");
  return -1;
}

/* Reads once; *@ended when the child has closed its end. */
static gboolean
read_some (int fd, GString *text, gint64 deadline, gboolean *ended, GError **error)
{
  struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
  gint64 left = deadline - g_get_monotonic_time ();
  char buffer[16 * 1024];
  gssize n;

  if (left <= 0)
    return refuse (error, BH_ERROR_TIMEOUT, "reading the document took too long");
  if (poll (&poll_fd, 1, (int) (left / 1000) + 1) <= 0)
    return TRUE;
  n = read (fd, buffer, sizeof buffer);
  if (n < 0)
    return errno == EINTR || errno == EAGAIN ||
           refuse (error, BH_ERROR_UNAVAILABLE, "the document's text could not be read back");
  *ended = n == 0;
  g_string_append_len (text, buffer, n);
  if (text->len > OUTPUT_MAX)
    return refuse (error, BH_ERROR_TOO_LARGE, "the document holds too much text");
  return TRUE;
}

static gboolean
read_text (GSubprocess *process, GString *text, GError **error)
{
  GUnixInputStream *out = G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (process));
  gint64 deadline = g_get_monotonic_time () + TIME_MAX;
  gboolean ended = FALSE;

  while (!ended)
    if (!read_some (g_unix_input_stream_get_fd (out), text, deadline, &ended, error))
      {
        g_subprocess_force_exit (process);
        g_subprocess_wait (process, NULL, NULL);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_end (GSubprocess *process, GError **error)
{
  if (!g_subprocess_wait (process, NULL, error))
    return FALSE;
  if (g_subprocess_get_successful (process))
    return TRUE;
  if (g_subprocess_get_if_exited (process) &&
      g_subprocess_get_exit_status (process) == STATUS_TOO_LARGE)
    return refuse (error, BH_ERROR_TOO_LARGE, "the document is too large: split it in parts");
  return refuse (error, BH_ERROR_MALFORMED, "the document could not be read");
}

char *
bhd_extractor_run (const char *path, const char *format, const char *body, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) failure = NULL;
  int fd = open_body (body, error);

  if (fd < 0)
    return NULL;
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  process = g_subprocess_launcher_spawn (launcher, &failure, path, format, NULL);
  if (process == NULL)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "“%s” cannot be started: %s", path,
                   failure->message);
      return NULL;
    }
  if (!read_text (process, text, error) || !check_end (process, error))
    return NULL;
  if (!g_utf8_validate_len (text->str, text->len, NULL))
    {
      refuse (error, BH_ERROR_MALFORMED, "the document could not be read");
      return NULL;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
