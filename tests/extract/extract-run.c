/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/extract/extract-run.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS_MAX 20        /* of a processor */
#define PEAK_MAX (256 * 1024) /* KiB */

static int
open_document (GBytes *document)
{
  int fd = memfd_create ("document", MFD_CLOEXEC);
  gsize length, done = 0;
  const char *bytes = g_bytes_get_data (document, &length);

  while (done < length)
    {
      gssize n = write (fd, bytes + done, length - done);

      g_assert_cmpint (n, >, 0);
      done += (gsize) n;
    }
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
  return fd;
}

static pid_t
start (const char *format, int in, int out, int report)
{
  pid_t child = fork ();

  if (child != 0)
    return child;
  if (dup2 (in, STDIN_FILENO) < 0 || dup2 (out, STDOUT_FILENO) < 0 ||
      dup2 (report, STDERR_FILENO) < 0)
    _exit (127);
  execl (g_getenv ("MEASURE"), "measure", g_getenv ("BELLHOP_EXTRACT"), format, NULL);
  _exit (127);
}

static void
take_output (ExtractRun *self, int fd)
{
  struct stat info;
  g_autofree char *output = NULL;
  char *end;

  g_assert_cmpint (fstat (fd, &info), ==, 0);
  output = g_malloc0 ((gsize) info.st_size + 1);
  g_assert_cmpint (pread (fd, output, (gsize) info.st_size, 0), ==, info.st_size);
  if (self->status != BH_EXTRACTION_DONE)
    return;
  end = strchr (output, '\n');
  g_assert_nonnull (end);
  self->title = g_strndup (output, (gsize) (end - output));
  self->text = g_strdup (end + 1);
  self->length = strlen (self->text);
  g_assert_true (g_utf8_validate (output, info.st_size, NULL));
}

/* Its last line; what stands before is what the program itself complained about. */
static void
take_report (ExtractRun *self, int fd)
{
  char report[65536] = "";
  gssize length = pread (fd, report, sizeof report - 1, 0);
  const char *last = strrchr (report, '\n');

  g_assert_cmpint (length, >, 0);
  g_assert_nonnull (last);
  g_assert_cmpint (sscanf (last, "%d %ld", &self->status, &self->peak), ==, 2);
  if (last > report)
    g_test_message ("%.*s", (int) (last - report), report);
  g_assert_null (strstr (report, "Sanitizer"));
}

static double
to_seconds (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / G_USEC_PER_SEC;
}

ExtractRun *
extract_run (const char *format, GBytes *document)
{
  ExtractRun *self = g_new0 (ExtractRun, 1);
  int in = open_document (document), out = memfd_create ("text", MFD_CLOEXEC), status = 0;
  struct rusage usage;
  int report = memfd_create ("report", MFD_CLOEXEC);
  pid_t child = start (format, in, out, report);

  g_assert_cmpint (wait4 (child, &status, 0, &usage), ==, child);
  g_assert_cmpint (status, ==, 0);
  self->seconds = to_seconds (usage.ru_utime) + to_seconds (usage.ru_stime);
  take_report (self, report);
  take_output (self, out);
  close (in);
  close (out);
  close (report);
  return self;
}

ExtractRun *
extract_run_file (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("DOCUMENTS"), name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  bytes = g_bytes_new_take (content, length);
  return extract_run (strrchr (name, '.') + 1, bytes);
}

void
extract_run_free (ExtractRun *self)
{
  g_free (self->title);
  g_free (self->text);
  g_free (self);
}

void
extract_run_assert_bounded (const ExtractRun *self)
{
  g_test_message ("status %d, %ld KiB, %.2f s, %" G_GSIZE_FORMAT " bytes of text", self->status,
                  self->peak, self->seconds, self->length);
  g_assert_cmpfloat (self->seconds, <, SECONDS_MAX);
  /* A program with sanitizers shows faults of ours, not how much memory it would need. */
  if (g_getenv ("UNMEASURED") == NULL)
    g_assert_cmpint (self->peak, <=, PEAK_MAX);
}
