/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "server/agent/models/wires/bhd-model-turns.h"

/* Stands for the user where the assistant spoke first. */
#define BEGINNING "(the visitor opened the chat)"

static gboolean
says_something (const char *text)
{
  return text != NULL && text[strspn (text, " \t\r\n")] != '\0';
}

static gboolean
is_empty (const BhdModelMessage *message)
{
  return message->role != BHD_MODEL_TOOL && message->picture == NULL &&
         !says_something (message->text) && (message->calls == NULL || message->calls->len == 0);
}

static void
begin_turn (const BhdModelTurns *self, BhJsonWriter *json, gboolean is_assistant)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "role", is_assistant ? self->assistant : self->user);
  bh_json_begin_array (json, self->parts);
}

static void
end_turn (BhJsonWriter *json)
{
  bh_json_end_array (json);
  bh_json_end_object (json);
}

static void
write_parts (const BhdModelTurns *self,
             BhJsonWriter *json,
             const BhdModelMessage *message,
             guint quirks)
{
  if (message->role == BHD_MODEL_TOOL)
    {
      self->write_result (json, message);
      return;
    }
  if (message->picture != NULL)
    self->write_picture (json, message);
  if (says_something (message->text))
    self->write_text (json, message->text);
  for (guint i = 0; message->calls != NULL && i < message->calls->len; i++)
    self->write_call (json, message->calls->pdata[i], quirks);
}

void
bhd_model_turns_write (const BhdModelTurns *self,
                       BhJsonWriter *json,
                       GPtrArray *messages,
                       guint quirks)
{
  gboolean was_assistant = FALSE;
  gboolean open = FALSE;

  bh_json_begin_array (json, self->turns);
  for (guint i = 0; i < messages->len; i++)
    {
      const BhdModelMessage *message = messages->pdata[i];
      gboolean is_assistant = message->role == BHD_MODEL_ASSISTANT;

      if (is_empty (message))
        continue;
      if (!open)
        begin_turn (self, json, FALSE);
      if (!open && is_assistant)
        self->write_text (json, BEGINNING);
      if (is_assistant != was_assistant)
        {
          end_turn (json);
          begin_turn (self, json, is_assistant);
        }
      write_parts (self, json, message, quirks);
      was_assistant = is_assistant;
      open = TRUE;
    }
  if (open)
    end_turn (json);
  bh_json_end_array (json);
}
