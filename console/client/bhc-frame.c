/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-frame.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const ops[] = {
  [BHC_FRAME_EVENT] = "event",
  [BHC_FRAME_LIVE] = "live",
  [BHC_FRAME_RESET] = "reset",
  [BHC_FRAME_EPHEMERAL] = "ephemeral",
};

static const char *const kinds[] = {
  [BHC_NEWS_AI_STARTED] = "ai.started",
  [BHC_NEWS_AI_DELTA] = "ai.delta",
  [BHC_NEWS_AI_DISCARDED] = "ai.discarded",
  [BHC_NEWS_TYPING] = "typing",
  [BHC_NEWS_VISITOR_MOVED] = "visitor.moved",
  [BHC_NEWS_PRESENCE] = "presence",
  [BHC_NEWS_RUN] = "run.updated",
  [BHC_NEWS_VIEWING] = "viewing",
};

static guint
find_word (const char *const *words, guint n_words, const char *word)
{
  guint i = 0;

  while (i < n_words && strcmp (words[i], word) != 0)
    i++;

  return i;
}

static const struct
{
  const char *type;
  BhcKind kind;
  gboolean deleted;
} tidings[] = {
  { "document.updated", BHC_KIND_DOCUMENT, FALSE },
  { "document.deleted", BHC_KIND_DOCUMENT, TRUE },
  { "gap.updated", BHC_KIND_GAP, FALSE },
  { "phrasing.updated", BHC_KIND_PHRASING, FALSE },
  { "phrasing.deleted", BHC_KIND_PHRASING, TRUE },
};

static gboolean
read_tidings (BhcTidings *self, JsonObject *object, JsonObject *body, GError **error)
{
  const char *type = bh_json_get_string (object, "type", "");
  JsonObject *changed = NULL;
  guint i = 0;

  while (i < G_N_ELEMENTS (tidings) && strcmp (tidings[i].type, type) != 0)
    i++;
  if (i < G_N_ELEMENTS (tidings) && body != NULL)
    changed = bh_json_get_object (body, bhc_kinds[tidings[i].kind].one);
  if (changed == NULL)
    return TRUE;

  self->kind = tidings[i].kind;
  if (!tidings[i].deleted && (self->record = bhc_kinds[self->kind].read (changed, error)) == NULL)
    return FALSE;

  self->id = g_strdup (bh_json_get_string (changed, "id", NULL));
  return TRUE;
}

static void
read_webhook (BhcFrame *self, JsonObject *body)
{
  JsonObject *webhook = body != NULL ? bh_json_get_object (body, "webhook") : NULL;

  self->webhook = webhook != NULL;
  self->webhook_off = webhook != NULL && bh_json_get_bool (webhook, "failing", FALSE) &&
                      !bh_json_get_bool (webhook, "enabled", TRUE);
}

static char **
dup_words (JsonArray *array)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
        g_strv_builder_add (words, json_node_get_string (node));
    }

  return g_strv_builder_end (words);
}

static void
read_conversation_erased (BhcFrame *self, JsonObject *body)
{
  JsonObject *conversation = bh_json_get_object (body, "conversation");
  const char *id = conversation != NULL ? bh_json_get_string (conversation, "id", NULL) : NULL;

  if (id != NULL)
    self->erasure.conversations = g_strdupv ((char *[]){ (char *) id, NULL });
}

static void
read_contact_erased (BhcFrame *self, JsonObject *body)
{
  JsonObject *contact = bh_json_get_object (body, "contact");

  self->erasure.contact_id =
      contact != NULL ? g_strdup (bh_json_get_string (contact, "id", NULL)) : NULL;
  self->erasure.into = g_strdup (bh_json_get_string (body, "into", NULL));
  self->erasure.conversations = dup_words (bh_json_get_array (body, "conversations"));
}

static void
read_contact_updated (BhcFrame *self, JsonObject *body)
{
  if (bh_json_get_object (body, "contact") != NULL)
    self->contact = json_to_string (json_object_get_member (body, "contact"), FALSE);
}

static void
read_whisper (BhcFrame *self, JsonObject *body)
{
  JsonObject *whisper = bh_json_get_object (body, "whisper");

  if (whisper == NULL)
    return;
  self->whisper.from_id = g_strdup (bh_json_get_string (whisper, "from_id", ""));
  self->whisper.to_id = g_strdup (bh_json_get_string (whisper, "to_id", ""));
  self->whisper.id = g_strdup (bh_json_get_string (whisper, "id", NULL));
}

static const struct
{
  const char *type;
  void (*read) (BhcFrame *self, JsonObject *body);
} people[] = {
  { "conversation.erased", read_conversation_erased },
  { "contact.erased", read_contact_erased },
  { "contact.updated", read_contact_updated },
  { "whisper.created", read_whisper },
};

static void
read_people (BhcFrame *self, const char *type, JsonObject *body)
{
  for (guint i = 0; body != NULL && i < G_N_ELEMENTS (people); i++)
    if (strcmp (people[i].type, type) == 0)
      people[i].read (self, body);
}

static gboolean
read_event (BhcFrame *self, JsonObject *object, GError **error)
{
  JsonObject *body = bh_json_get_object (object, "body");
  JsonObject *desk = bh_json_get_object (object, "desk");
  JsonObject *message = body != NULL ? bh_json_get_object (body, "message") : NULL;
  JsonObject *conversation = desk != NULL ? bh_json_get_object (desk, "conversation") : NULL;
  JsonObject *organization = body != NULL ? bh_json_get_object (body, "organization") : NULL;

  if (message != NULL && (self->message = bh_message_from_json (message, error)) == NULL)
    return FALSE;
  if (conversation != NULL &&
      (self->conversation = bh_conversation_from_json (conversation, error)) == NULL)
    return FALSE;
  if (g_str_equal (bh_json_get_string (object, "type", ""), "draft.updated"))
    self->suggested = g_strdup (bh_json_get_string (object, "conversation_id", NULL));
  self->directory = g_str_equal (bh_json_get_string (object, "type", ""), "directory.updated");
  read_people (self, bh_json_get_string (object, "type", ""), body);
  read_webhook (self, body);
  if (organization != NULL)
    self->organization = g_strdup (bh_json_get_string (organization, "name", NULL));

  return read_tidings (&self->tidings, object, body, error);
}

static void
read_move (BhcNews *news, JsonObject *body)
{
  news->contact_id = body != NULL ? g_strdup (bh_json_get_string (body, "contact_id", NULL)) : NULL;
  if (news->contact_id == NULL)
    {
      news->kind = BHC_NEWS_UNKNOWN;
      return;
    }
  news->url = g_strdup (bh_json_get_string (body, "url", ""));
  news->title = g_strdup (bh_json_get_string (body, "title", ""));
  news->at_us = bh_json_get_int (body, "at_us", 0);
}

static void
read_presence (BhcNews *news, JsonObject *body)
{
  news->author_id = body != NULL ? g_strdup (bh_json_get_string (body, "operator_id", NULL)) : NULL;
  if (news->author_id == NULL)
    {
      news->kind = BHC_NEWS_UNKNOWN;
      return;
    }
  news->on = bh_json_get_bool (body, "connected", FALSE);
  news->status = g_strdup (bh_json_get_string (body, "status", "online"));
}

static void
read_run (BhcNews *news, JsonObject *body)
{
  news->run_id = g_strdup (bh_json_get_string (body, "run_id", NULL));
  if (news->run_id == NULL)
    news->kind = BHC_NEWS_UNKNOWN;
  news->on = g_str_equal (bh_json_get_string (body, "state", ""), "running");
  news->provider = g_strdup (bh_json_get_string (body, "provider", NULL));
}

static void
read_news (BhcFrame *self, JsonObject *object)
{
  const char *type = bh_json_get_string (object, "type", "");
  JsonObject *body = bh_json_get_object (object, "body");
  BhcNews *news = &self->news;

  news->kind = (BhcNewsKind) find_word (kinds, G_N_ELEMENTS (kinds), type);
  news->conversation_id = g_strdup (bh_json_get_string (object, "conversation_id", NULL));
  if (news->kind == BHC_NEWS_VISITOR_MOVED)
    {
      read_move (news, body);
      return;
    }
  if (news->kind == BHC_NEWS_PRESENCE)
    {
      read_presence (news, body);
      return;
    }
  if (body == NULL || news->conversation_id == NULL)
    {
      news->kind = BHC_NEWS_UNKNOWN;
      return;
    }
  if (news->kind == BHC_NEWS_RUN)
    {
      read_run (news, body);
      return;
    }

  news->message_id = g_strdup (bh_json_get_string (body, "message_id", NULL));
  news->text = g_strdup (bh_json_get_string (body, "text", NULL));
  news->offset = bh_json_get_int (body, "offset", 0);
  news->of_team = news->kind == BHC_NEWS_VIEWING ||
                  g_str_equal (bh_json_get_string (body, "author", ""), "operator");
  news->author_id = g_strdup (bh_json_get_string (
      body, news->kind == BHC_NEWS_VIEWING ? "operator_id" : "author_id", NULL));
  news->name = g_strdup (bh_json_get_string (body, "name", NULL));
  news->on = bh_json_get_bool (body, "on", FALSE);
  if (news->kind < BHC_NEWS_TYPING && news->message_id == NULL)
    news->kind = BHC_NEWS_UNKNOWN;
}

BhcFrame *
bhc_frame_from_json (JsonObject *object, GError **error)
{
  g_autoptr (BhcFrame) self = g_new0 (BhcFrame, 1);

  self->op =
      (BhcFrameOp) find_word (ops, G_N_ELEMENTS (ops), bh_json_get_string (object, "op", ""));
  self->seq = bh_json_get_int (object, "seq", -1);
  self->at_us = bh_json_get_int (object, "at_us", 0);
  if (self->op < BHC_FRAME_EPHEMERAL && self->seq < 0)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, _ ("a frame without its number"));
      return NULL;
    }

  if (self->op == BHC_FRAME_EVENT && !read_event (self, object, error))
    return NULL;
  if (self->op == BHC_FRAME_EPHEMERAL)
    read_news (self, object);

  return g_steal_pointer (&self);
}

BhcFrame *
bhc_frame_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = bh_json_parse_object (text, length, BHC_FRAME_MAX, error);

  return root != NULL ? bhc_frame_from_json (json_node_get_object (root), error) : NULL;
}

void
bhc_frame_free (BhcFrame *self)
{
  g_clear_pointer (&self->conversation, bh_conversation_unref);
  g_clear_pointer (&self->message, bh_message_unref);
  g_free (self->organization);
  g_free (self->contact);
  g_free (self->erasure.contact_id);
  g_free (self->erasure.into);
  g_strfreev (self->erasure.conversations);
  g_free (self->suggested);
  g_free (self->tidings.id);
  bhc_kind_unref (self->tidings.kind, self->tidings.record);
  g_free (self->news.conversation_id);
  g_free (self->news.message_id);
  g_free (self->news.text);
  g_free (self->news.author_id);
  g_free (self->news.name);
  g_free (self->news.contact_id);
  g_free (self->news.url);
  g_free (self->news.title);
  g_free (self->news.status);
  g_free (self->news.run_id);
  g_free (self->news.provider);
  g_free (self->whisper.id);
  g_free (self->whisper.from_id);
  g_free (self->whisper.to_id);
  g_free (self);
}
