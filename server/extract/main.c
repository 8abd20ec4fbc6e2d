/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-cage.h"
#include "server/extract/bhd-extract.h"

#include "common/bh-formats.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (1024 * 1024) /* bytes read at once from what has no size */

typedef struct
{
  const char *format;
  gsize input_max;
  gsize output_max;
} Options;

static gboolean
read_options (int argc, char **argv, Options *options)
{
  gsize *limits[] = { &options->input_max, &options->output_max };

  if (argc < 2 || argc > 4 || bh_format_by_name (argv[1]) == NULL)
    return FALSE;
  options->format = argv[1];
  for (int i = 2; i < argc; i++)
    {
      guint64 value = 0;

      if (!g_ascii_string_to_unsigned (argv[i], 10, 1, G_MAXINT, &value, NULL))
        return FALSE;
      *limits[i - 2] = value;
    }
  return TRUE;
}

/* How much to make room for at first; one byte more than the document has, to see its end. */
static gsize
guess_size (gsize max)
{
  struct stat info;

  if (fstat (STDIN_FILENO, &info) == 0 && S_ISREG (info.st_mode) && info.st_size >= 0)
    return MIN ((gsize) info.st_size, max) + 1;
  return MIN (CHUNK, max + 1);
}

/* One byte more than allowed is read, to know that there was more. */
static gboolean
read_all (GByteArray *bytes, gsize first, gsize max)
{
  gsize length = 0;

  g_byte_array_set_size (bytes, (guint) first);
  for (;;)
    {
      gssize n = read (STDIN_FILENO, bytes->data + length, bytes->len - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      length += (gsize) n;
      if (n == 0 || length > max)
        break;
      if (length == bytes->len)
        g_byte_array_set_size (bytes, (guint) MIN (length + length / 2 + CHUNK, max + 1));
    }
  g_byte_array_set_size (bytes, (guint) length);
  return TRUE;
}

static gboolean
write_all (const char *text, gsize length)
{
  while (length > 0)
    {
      gssize n = write (STDOUT_FILENO, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      text += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_result (BhdMarkup *markup)
{
  const GString *text = bhd_markup_text (markup);
  const char *title = bhd_markup_title (markup);

  return (title == NULL || write_all (title, strlen (title))) && write_all ("\n", 1) &&
         write_all (text->str, text->len);
}

static BhExtraction
extract (const Options *options, gsize first)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (BhdMarkup) markup = bhd_markup_new (options->output_max);
  BhExtraction status;

  if (!read_all (bytes, first, options->input_max))
    return BH_EXTRACTION_MALFORMED;
  if (bytes->len > options->input_max)
    return BH_EXTRACTION_TOO_LARGE;
  status = bhd_extract_document (options->format, bytes->data, bytes->len, markup);
  if (status == BH_EXTRACTION_DONE && !write_result (markup))
    return BH_EXTRACTION_MALFORMED;
  return status;
}

int
main (int argc, char **argv)
{
  Options options = { NULL, BH_EXTRACTION_INPUT_MAX, BH_EXTRACTION_OUTPUT_MAX };
  g_autoptr (GError) error = NULL;
  gsize first;

  if (!read_options (argc, argv, &options))
    {
      fprintf (stderr, "usage: %s FORMAT [INPUT_MAX [OUTPUT_MAX]] <DOCUMENT >TEXT\n", argv[0]);
      return BH_EXTRACTION_USAGE;
    }
  first = guess_size (options.input_max);
  bhd_extract_prepare ();
  if (!bhd_cage_enter (options.output_max * 2, &error))
    {
      fprintf (stderr, "bellhop-extract: %s\n", error->message);
      return BH_EXTRACTION_NO_CAGE;
    }
  /* Leaving without the runtime's farewells, which would ask for more than the cage allows. */
  _exit ((int) extract (&options, first));
}
