/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-cage.h"
#include "server/extract/bhd-text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define INPUT_MAX (4 * 1024 * 1024)
#define OUTPUT_MAX (4 * INPUT_MAX) /* a byte of Windows-1252 becomes at most three, a tab four */

/* Exit statuses, told apart by bhd-extractor.c. */
enum
{
  EXTRACTED = 0,
  BROKEN = 1,
  USAGE = 2,
  TOO_LARGE = 3,
};

typedef struct
{
  const char *name;
  char *(*extract) (const guint8 *bytes, gsize length);
} Format;

static const Format formats[] = {
  { "text", bhd_text_from_bytes },
  { "markdown", bhd_text_from_bytes },
};

static const Format *
find_format (int argc, char **argv)
{
  for (guint i = 0; argc == 2 && i < G_N_ELEMENTS (formats); i++)
    if (strcmp (argv[1], formats[i].name) == 0)
      return &formats[i];
  return NULL;
}

/* One byte more than allowed is read, to know that there was more. */
static gssize
read_all (guint8 *buffer, gsize size)
{
  gsize length = 0;

  while (length < size)
    {
      gssize n = read (STDIN_FILENO, buffer + length, size - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      length += (gsize) n;
    }
  return (gssize) length;
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

static int
extract (const Format *format)
{
  g_autofree guint8 *bytes = g_malloc (INPUT_MAX + 1);
  gssize length = read_all (bytes, INPUT_MAX + 1);
  g_autofree char *text = NULL;

  if (length < 0)
    return BROKEN;
  if (length > INPUT_MAX)
    return TOO_LARGE;
  text = format->extract (bytes, (gsize) length);
  return write_all (text, strlen (text)) ? EXTRACTED : BROKEN;
}

int
main (int argc, char **argv)
{
  const Format *format = find_format (argc, argv);
  g_autoptr (GError) error = NULL;

  if (format == NULL)
    {
      fprintf (stderr, "usage: %s text|markdown <DOCUMENT >TEXT\n", argv[0]);
      return USAGE;
    }
  if (!bhd_cage_enter (OUTPUT_MAX, &error))
    {
      fprintf (stderr, "bellhop-extract: %s\n", error->message);
      return BROKEN;
    }
  /* Leaving without the runtime's farewells, which would ask for more than the cage allows. */
  _exit (extract (format));
}
