/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/mail/bhd-transcript.h"

#include "common/bh-clock.h"
#include "common/bh-json-reader.h"
#include "common/bh-zone.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/mail/bhd-mail-words-private.h"
#include "server/store/rows/bhd-message-rows.h"

#include <string.h>

#define PAGE 200
#define TEXT_MAX (1024 * 1024) /* bytes */
#define EXTRA_MAX (64 * 1024)  /* bytes */

typedef struct
{
  GString *text;
  const BhdMailWords *words;
  GTimeZone *zone;
} Transcript;

/* What the browser calls its time zone, or UTC. */
static GTimeZone *
find_zone (const char *metadata)
{
  g_autofree char *name = bhd_mail_words_member (metadata, "timezone");
  GTimeZone *zone = name != NULL ? bh_zone_find (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

static void
add_time (Transcript *self, gint64 time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / BH_SECOND);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, self->zone);
  g_autofree char *time = g_date_time_format (local, "%Y-%m-%d %H:%M");

  g_string_append (self->text, time);
}

static void
add_heading (Transcript *self, const BhdConversationRow *row, const char *organization_name)
{
  g_string_append_printf (self->text, "%s%s\n%s", self->words->heading, organization_name,
                          self->words->started);
  add_time (self, row->fields.created_us);
  g_string_append_printf (self->text, "\n%s%s\n", self->words->times,
                          g_time_zone_get_identifier (self->zone));
}

/* The names of attached files: their bytes stay where they are. */
static void
add_files (Transcript *self, const char *extra)
{
  g_autoptr (JsonNode) root =
      extra != NULL ? bh_json_parse_object (extra, strlen (extra), EXTRA_MAX, NULL) : NULL;
  JsonNode *member =
      root != NULL ? json_object_get_member (json_node_get_object (root), "attachments") : NULL;
  JsonArray *files =
      member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;

  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
    {
      JsonNode *file = json_array_get_element (files, i);
      const char *name = JSON_NODE_HOLDS_OBJECT (file)
                             ? bh_json_get_string (json_node_get_object (file), "name", NULL)
                             : NULL;

      if (name != NULL)
        g_string_append_printf (self->text, "  %s%s\n", self->words->file, name);
    }
}

static void
add_notice (Transcript *self, const BhMessage *message)
{
  g_autofree char *notice =
      bhd_mail_words_notice (self->words, message->notice, message->author_name);

  g_string_append_printf (self->text, " – %s\n", notice != NULL ? notice : message->body);
}

/* Indented, so that nobody's words look like a line of somebody else's. */
static void
add_body (Transcript *self, const char *body)
{
  g_auto (GStrv) lines = g_strsplit_set (body, "\r\n", -1);
  g_autofree char *indented = g_strjoinv ("\n  ", lines);

  g_string_append_printf (self->text, "  %s\n", indented);
}

static void
add_message (Transcript *self, const BhMessage *message)
{
  g_string_append_c (self->text, '\n');
  add_time (self, message->created_us);
  if (message->kind == BH_MESSAGE_NOTICE)
    {
      add_notice (self, message);
      return;
    }

  g_string_append_printf (self->text, " %s%s:\n", message->author_name,
                          message->author == BH_AUTHOR_AI ? self->words->assistant : "");
  if (*message->body != '\0')
    add_body (self, message->body);
  add_files (self, message->extra);
}

static gboolean
add_messages (Transcript *self, BhdTurn *turn, const BhdConversationRow *row, GError **error)
{
  BhdMessagePage page = { .organization_id = row->organization_id,
                          .conversation_id = row->fields.id,
                          .after = -1,
                          .limit = PAGE };
  gboolean more = TRUE;

  while (more && self->text->len < TEXT_MAX)
    {
      g_autoptr (GPtrArray) messages = bhd_message_rows_page (turn->db, &page, error);

      if (messages == NULL)
        return FALSE;
      for (guint i = 0; i < messages->len && self->text->len < TEXT_MAX; i++)
        add_message (self, messages->pdata[i]);
      more = messages->len == PAGE;
      if (more)
        page.after = ((const BhMessage *) messages->pdata[PAGE - 1])->seq;
    }
  if (self->text->len >= TEXT_MAX)
    g_string_append_printf (self->text, "\n%s\n", self->words->rest);
  return TRUE;
}

char *
bhd_transcript_write (BhdTurn *turn,
                      const BhdConversationRow *row,
                      const char *organization_name,
                      GError **error)
{
  g_autoptr (GTimeZone) zone = find_zone (row->fields.contact_metadata);
  g_autoptr (GString) text = g_string_new (NULL);
  Transcript transcript = { text, bhd_mail_words_for (row->fields.contact_metadata), zone };

  add_heading (&transcript, row, organization_name);
  if (!add_messages (&transcript, turn, row, error))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
bhd_transcript_get (BhdTurn *turn,
                    const BhdCaller *caller,
                    const char *conversation_id,
                    GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, caller, conversation_id, error);
  g_autoptr (BhOrganization) organization =
      row != NULL ? bhd_organizations_find (turn, row->organization_id, error) : NULL;

  if (organization == NULL)
    return NULL;
  return bhd_transcript_write (turn, row, organization->name, error);
}
