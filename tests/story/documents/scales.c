/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/documents/scales.h"

#include <glib/gstdio.h>
#include <stdio.h>

struct _Scales
{
  char *directory;
  char *path;
  char *report;
};

/* The daemon passes on neither environment nor arguments of its own. */
Scales *
scales_new (const char *extract)
{
  Scales *self = g_new0 (Scales, 1);
  g_autofree char *script = NULL;

  self->directory = g_dir_make_tmp ("bellhop-scales-XXXXXX", NULL);
  self->path = g_build_filename (self->directory, "extract", NULL);
  self->report = g_build_filename (self->directory, "report", NULL);
  script = g_strdup_printf ("#!/bin/sh\nexec '%s' '%s' '%s' \"$@\"\n", g_getenv ("BHT_WEIGH"),
                            self->report, extract);
  g_assert_true (g_file_set_contents (self->path, script, -1, NULL));
  g_assert_cmpint (g_chmod (self->path, 0700), ==, 0);
  return self;
}

void
scales_free (Scales *self)
{
  g_unlink (self->path);
  g_unlink (self->report);
  g_rmdir (self->directory);
  g_free (self->directory);
  g_free (self->path);
  g_free (self->report);
  g_free (self);
}

const char *
scales_path (Scales *self)
{
  return self->path;
}

ScalesReading
scales_read (Scales *self)
{
  ScalesReading reading = { 0 };
  g_autofree char *report = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (self->report, &report, NULL, NULL));
  lines = g_strsplit (report, "\n", -1);
  for (char **line = lines; **line != '\0'; line++)
    {
      long kib = 0;
      double seconds = 0;

      g_assert_cmpint (sscanf (*line, "%ld %lf", &kib, &seconds), ==, 2);
      reading.heaviest_kib = MAX (reading.heaviest_kib, kib);
      reading.slowest_s = MAX (reading.slowest_s, seconds);
      reading.runs++;
    }
  return reading;
}
