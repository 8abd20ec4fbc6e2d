/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"

#include <gmime/gmime.h>
#include <string.h>

#include "server/outbound/mail/bhd-mime.h"

#define CHARSET "utf-8"
#define HEADER_MAX 200 /* characters of a name or a subject */

static gpointer
start (gpointer unused)
{
  g_mime_init ();
  return NULL;
}

void
bhd_mime_start (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, start, NULL);
}

static gboolean
ends_line (gunichar character)
{
  return g_unichar_iscntrl (character) || character == 0x2028 || character == 0x2029;
}

/* One line of bounded length: what could end a header becomes a blank, and what looks encoded
 * already, and might be decoded into such, is taken apart. */
static char *
clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) line = g_string_new (NULL);
  guint length = 0;

  for (const char *c = valid; *c != '\0' && length < HEADER_MAX; c = g_utf8_next_char (c), length++)
    {
      gunichar character = g_utf8_get_char (c);

      if (character == '?' && g_str_has_suffix (line->str, "="))
        g_string_append_c (line, ' ');
      g_string_append_unichar (line, ends_line (character) ? ' ' : character);
    }
  return g_strstrip (g_string_free (g_steal_pointer (&line), FALSE));
}

static void
add_address (GMimeMessage *message, GMimeAddressType type, const char *name, const char *address)
{
  g_autofree char *line = name != NULL ? clean (name) : NULL;

  g_mime_message_add_mailbox (message, type, line != NULL && *line != '\0' ? line : NULL, address);
}

static void
add_head (GMimeMessage *message, const BhdLetter *letter, const BhdMailAccount *account)
{
  g_autofree char *subject = clean (letter->subject);
  g_autofree char *id = g_strdup_printf ("%s%s", letter->id, strchr (account->from, '@'));
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (letter->created_us / BH_SECOND);

  add_address (message, GMIME_ADDRESS_TYPE_FROM, letter->from_name, account->from);
  add_address (message, GMIME_ADDRESS_TYPE_TO, letter->to_name, letter->to);
  g_mime_message_set_subject (message, subject, CHARSET);
  g_mime_message_set_date (message, date);
  g_mime_message_set_message_id (message, id);
  /* No vacation notice is to answer it. */
  g_mime_object_set_header (GMIME_OBJECT (message), "Auto-Submitted", "auto-generated", NULL);
}

static void
add_text (GMimeMultipart *parts, const char *subtype, const char *text)
{
  GMimeTextPart *part = g_mime_text_part_new_with_subtype (subtype);

  g_mime_text_part_set_charset (part, CHARSET);
  g_mime_text_part_set_text (part, text);
  g_mime_part_set_content_encoding (GMIME_PART (part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  g_mime_multipart_add (parts, GMIME_OBJECT (part));
  g_object_unref (part);
}

static GBytes *
to_bytes (GMimeMessage *message)
{
  GMimeFormatOptions *options = g_mime_format_options_new ();
  GMimeStream *stream = g_mime_stream_mem_new ();
  GByteArray *bytes = g_byte_array_new ();

  g_mime_stream_mem_set_byte_array (GMIME_STREAM_MEM (stream), bytes);
  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  g_mime_object_write_to_stream (GMIME_OBJECT (message), options, stream);
  g_mime_format_options_free (options);
  g_object_unref (stream);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
bhd_mime_write (const BhdLetter *letter, const BhdMailAccount *account)
{
  GMimeMessage *message = NULL;
  GMimeMultipart *parts = NULL;
  GBytes *bytes;

  bhd_mime_start ();
  message = g_mime_message_new (TRUE);
  parts = g_mime_multipart_new_with_subtype ("alternative");
  add_head (message, letter, account);
  add_text (parts, "plain", letter->text);
  add_text (parts, "html", letter->html);
  g_mime_message_set_mime_part (message, GMIME_OBJECT (parts));
  bytes = to_bytes (message);
  g_object_unref (parts);
  g_object_unref (message);
  return bytes;
}
