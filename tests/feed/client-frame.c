/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/feed/client-frame.h"

#include <string.h>

static const guint8 mask[] = { 0xa5, 0x00, 0xff, 0x3c };

static void
append_length (GByteArray *bytes, guint8 bit, guint64 length, guint width)
{
  guint8 head = bit | (width == 8 ? 127 : width == 2 ? 126 : (guint8) length);

  g_byte_array_append (bytes, &head, 1);
  for (guint i = width; i > 0; i--)
    {
      guint8 byte = (guint8) (length >> (8 * (i - 1)));

      g_byte_array_append (bytes, &byte, 1);
    }
}

static void
append_masked (GByteArray *bytes, const char *payload, gsize length)
{
  g_byte_array_append (bytes, mask, sizeof mask);
  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) payload[i] ^ mask[i % 4];

      g_byte_array_append (bytes, &byte, 1);
    }
}

void
client_frame_append (GByteArray *bytes, guint8 start, const char *payload, gsize length)
{
  g_byte_array_append (bytes, &start, 1);
  append_length (bytes, 0x80, length, length > G_MAXUINT16 ? 8 : length > 125 ? 2 : 0);
  append_masked (bytes, payload, length);
}

static void
append_faulty (GByteArray *bytes, guint8 start, char fault, const char *payload, gsize length)
{
  g_byte_array_append (bytes, &start, 1);
  switch (fault)
    {
    case 'u':
      append_length (bytes, 0, length, 0);
      g_byte_array_append (bytes, (const guint8 *) payload, (guint) length);
      return;
    case 'w':
      append_length (bytes, 0x80, length, 2);
      break;
    case 'W':
      append_length (bytes, 0x80, length, 8);
      break;
    case 'X':
      append_length (bytes, 0x80, G_MAXUINT64, 8);
      break;
    default:
      g_assert_not_reached ();
    }
  append_masked (bytes, payload, length);
}

static void
append_described (GByteArray *bytes, const char *description)
{
  guint8 start =
      (guint8) (g_ascii_xdigit_value (description[0]) << 4 | g_ascii_xdigit_value (description[1]));
  const char *payload = strchr (description, ':') + 1;
  g_autofree char *fill = NULL;

  if (*payload == '*')
    payload = fill = g_strnfill (g_ascii_strtoull (payload + 1, NULL, 10), 'x');
  if (description[2] == ':')
    client_frame_append (bytes, start, payload, strlen (payload));
  else
    append_faulty (bytes, start, description[2], payload, strlen (payload));
}

GByteArray *
client_frames_new (const char *description)
{
  g_auto (GStrv) frames = g_strsplit (description, " ", -1);
  GByteArray *bytes = g_byte_array_new ();

  for (char **frame = frames; *frame != NULL; frame++)
    append_described (bytes, *frame);
  return bytes;
}
