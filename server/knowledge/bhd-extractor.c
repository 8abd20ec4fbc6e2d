/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-extractor.h"

#include "common/bh-error.h"
#include "common/bh-extraction.h"
#include "common/bh-formats.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define TIME_MAX (18 * G_USEC_PER_SEC) /* what remains of 20 s is for storing and indexing */
#define OUTPUT_MAX                                                                                 \
  (BH_EXTRACTION_OUTPUT_MAX + 4096) /* bytes: the text, and the title before it                    \
                                     */

/* What a status of bellhop-extract means to whoever uploaded the document. */
typedef struct
{
  BhErrorCode code;
  const char *text; /* “%s” is the name of the format */
} Outcome;

static const Outcome outcomes[BH_EXTRACTION_N_STATUSES] = {
  [BH_EXTRACTION_USAGE] = { BH_ERROR_MALFORMED, N_ ("documents of this kind cannot be read") },
  [BH_EXTRACTION_NO_CAGE] = { BH_ERROR_UNAVAILABLE,
                              N_ ("the document was not read: it could not be locked in safely") },
  [BH_EXTRACTION_MALFORMED] = { BH_ERROR_MALFORMED,
                                N_ ("it is damaged or cut off: open it, save it again and upload that") },
  [BH_EXTRACTION_OTHER_KIND] = { BH_ERROR_MALFORMED,
                                 N_ ("it is not what its name says (%s): open it with the program it "
                                     "was made with and save it as one") },
  [BH_EXTRACTION_ENCRYPTED] = { BH_ERROR_MALFORMED, N_ ("it is protected by a password: save it "
                                                        "without and upload it again") },
  [BH_EXTRACTION_TOO_LARGE] = { BH_ERROR_TOO_LARGE,
                                N_ ("the document is too large: split it in parts") },
  [BH_EXTRACTION_TOO_MUCH_TEXT] = { BH_ERROR_TOO_LARGE,
                                    N_ ("it holds too much text (more than 16 MB): split it in parts") },
  [BH_EXTRACTION_BOMB] = { BH_ERROR_TOO_LARGE,
                           N_ ("it is too large when unpacked: save it again or split it in parts") },
  [BH_EXTRACTION_TOO_MANY_PAGES] = { BH_ERROR_TOO_LARGE,
                                     N_ ("it has more than 2,000 pages: split it in parts") },
  [BH_EXTRACTION_TOO_WIDE] = { BH_ERROR_TOO_LARGE,
                               N_ ("it has more than 16,384 columns: leave out what is not needed") },
  [BH_EXTRACTION_TOO_DEEP] = { BH_ERROR_TOO_LARGE,
                               N_ ("too many things are nested in each other in it: simplify it, or "
                                   "save it as plain text") },
  [BH_EXTRACTION_NO_TEXT] = { BH_ERROR_MALFORMED,
                              N_ ("there is no text in it: if its pages are pictures (a scan), upload "
                                  "a version with recognised text") },
};

static const Outcome unknown = { BH_ERROR_MALFORMED, N_ ("the document could not be read") };
static const char *const memory_text =
    N_ ("it is too complex to be read: split it in parts, or save it as plain text");
static const char *const time_text =
    N_ ("reading it took too long: split it in parts or simplify it");

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
  refuse (error, BH_ERROR_UNAVAILABLE, N_ ("the document could not be handed over: out of memory"));
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
    return refuse (error, BH_ERROR_TIMEOUT, time_text);
  if (poll (&poll_fd, 1, (int) (left / 1000) + 1) <= 0)
    return TRUE;
  n = read (fd, buffer, sizeof buffer);
  if (n < 0)
    return errno == EINTR || errno == EAGAIN ||
           refuse (error, BH_ERROR_UNAVAILABLE, N_ ("the document's text could not be read back"));
  *ended = n == 0;
  g_string_append_len (text, buffer, n);
  if (text->len > OUTPUT_MAX)
    return refuse (error, BH_ERROR_TOO_LARGE, outcomes[BH_EXTRACTION_TOO_MUCH_TEXT].text);
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

/* Killed: by the limits of time and memory, or by what it tried. */
static gboolean
tell_signal (int number, GError **error)
{
  if (number == SIGXCPU || number == SIGKILL)
    return refuse (error, BH_ERROR_TIMEOUT, time_text);
  if (number == SIGABRT || number == SIGTRAP)
    return refuse (error, BH_ERROR_TOO_LARGE, memory_text);
  return refuse (error, BH_ERROR_MALFORMED, outcomes[BH_EXTRACTION_MALFORMED].text);
}

static gboolean
tell_status (int status, const char *format, GError **error)
{
  const BhFormat *known = bh_format_by_name (format);
  const Outcome *outcome =
      status >= 0 && status < BH_EXTRACTION_N_STATUSES && outcomes[status].text != NULL
          ? &outcomes[status]
          : &unknown;
  g_auto (GStrv) halves = g_strsplit (outcome->text, "%s", 2);
  g_autofree char *text = g_strjoinv (known != NULL ? known->label : format, halves);

  return refuse (error, outcome->code, text);
}

static gboolean
check_end (GSubprocess *process, const char *format, GError **error)
{
  if (!g_subprocess_wait (process, NULL, error))
    return FALSE;
  if (g_subprocess_get_successful (process))
    return TRUE;
  if (g_subprocess_get_if_exited (process))
    return tell_status (g_subprocess_get_exit_status (process), format, error);
  return tell_signal (g_subprocess_get_term_sig (process), error);
}

/* The daemon's own environment, which may hold its secrets, is none of the child's business. */
static void
set_environment (GSubprocessLauncher *launcher)
{
  static const char *const kept[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS" };
  g_auto (GStrv) environment = g_environ_setenv (NULL, "LC_ALL", "C.UTF-8", TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  g_subprocess_launcher_set_environ (launcher, environment);
}

static GSubprocess *
start (const char *path, const char *format, int fd, gsize input_max, GError **error)
{
  /* Only so is the child spawned without a copy of this program's page tables, which take longer
   * the more is indexed.  It closes what it inherits before it reads anything. */
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_INHERIT_FDS);
  g_autofree char *limit = g_strdup_printf ("%" G_GSIZE_FORMAT, CLAMP (input_max, 1, G_MAXINT));
  g_autoptr (GError) failure = NULL;
  GSubprocess *process;

  set_environment (launcher);
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  process = g_subprocess_launcher_spawn (launcher, &failure, path, format, limit, NULL);
  if (process == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "“%s” cannot be started: %s", path,
                 failure->message);
  return process;
}

/* The first line is the title.  Takes @text. */
static char *
split_title (GString *text, char **title)
{
  char *end = memchr (text->str, '\n', text->len);

  if (title != NULL)
    *title = end > text->str ? g_strndup (text->str, (gsize) (end - text->str)) : NULL;
  g_string_erase (text, 0, end - text->str + 1);
  return g_string_free (text, FALSE);
}

/* Takes @fd. */
static char *
run (const char *path, const char *format, int fd, gsize input_max, char **title, GError **error)
{
  g_autoptr (GSubprocess) process = start (path, format, fd, input_max, error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (process == NULL || !read_text (process, text, error) || !check_end (process, format, error))
    return NULL;
  if (!g_utf8_validate_len (text->str, text->len, NULL) || strchr (text->str, '\n') == NULL)
    {
      refuse (error, BH_ERROR_MALFORMED, outcomes[BH_EXTRACTION_MALFORMED].text);
      return NULL;
    }
  return split_title (g_steal_pointer (&text), title);
}

char *
bhd_extractor_run (const char *path,
                   const char *format,
                   int fd,
                   gsize input_max,
                   char **title,
                   GError **error)
{
  int copy = fcntl (fd, F_DUPFD_CLOEXEC, 0);

  if (title != NULL)
    *title = NULL;
  if (copy < 0)
    {
      refuse (error, BH_ERROR_UNAVAILABLE, N_ ("the document could not be handed over: try again"));
      return NULL;
    }
  lseek (copy, 0, SEEK_SET); /* of no effect on what is no file */
  return run (path, format, copy, input_max, title, error);
}

char *
bhd_extractor_run_body (const char *path, const char *format, const char *body, GError **error)
{
  int fd = open_body (body, error);

  return fd >= 0 ? run (path, format, fd, BH_EXTRACTION_INPUT_MAX, NULL, error) : NULL;
}
