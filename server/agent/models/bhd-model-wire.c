/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/desk/ai/bhd-providers.h"

#include <string.h>

#include "server/agent/models/bhd-surrogates.h"
#include "server/agent/models/wires/bhd-model-wire-rows.h"

#define EVENT_MAX (1024 * 1024)

/* Everything that speaks OpenAI's chat completions; the rows differ in where they are found. */
#define OPENAI_WIRE                                                                                \
  .key_header = "Authorization: Bearer ", .ask_path = bhd_openai_ask_path,                         \
  .write_ask = bhd_openai_write_ask, .quirk = bhd_openai_quirk,                                    \
  .read_event = bhd_openai_read_event, .list_path = bhd_openai_list_path,                          \
  .read_list = bhd_openai_read_list, .embed_path = bhd_openai_embed_path,                          \
  .write_embed = bhd_openai_write_embed, .read_vector = bhd_openai_read_vector

const BhdModelWire bhd_model_wires[] = {
  { .name = "openai", OPENAI_WIRE },
  { .name = "anthropic",
    .version = "/v1",
    .key_header = "x-api-key: ",
    .other_header = "anthropic-version: 2023-06-01",
    .must_end = TRUE,
    .ask_path = bhd_anthropic_ask_path,
    .write_ask = bhd_anthropic_write_ask,
    .read_event = bhd_anthropic_read_event,
    .list_path = bhd_anthropic_list_path,
    .read_list = bhd_anthropic_read_list },
  { .name = "gemini",
    .version = "/v1beta",
    .key_header = "x-goog-api-key: ",
    .ask_path = bhd_gemini_ask_path,
    .write_ask = bhd_gemini_write_ask,
    .quirk = bhd_gemini_quirk,
    .read_event = bhd_gemini_read_event,
    .list_path = bhd_gemini_list_path,
    .read_list = bhd_gemini_read_list,
    .embed_path = bhd_gemini_embed_path,
    .write_embed = bhd_gemini_write_embed,
    .read_vector = bhd_gemini_read_vector },
  { NULL },
};

const BhdModelWire *
bhd_model_wire_find (const char *kind, GError **error)
{
  for (const BhdModelWire *wire = bhd_model_wires; wire->name != NULL; wire++)
    if (g_strcmp0 (wire->name, kind) == 0)
      return wire;
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "there is no kind of provider named “%s”",
               kind != NULL ? kind : "");
  return NULL;
}

/* Only where to go: a password or a key in an address would end up in logs. */
static gboolean
check_base (const char *base, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (base, G_URI_FLAGS_HAS_PASSWORD, NULL);
  gboolean plain = uri != NULL && g_uri_get_host (uri) != NULL &&
                   (g_str_equal (g_uri_get_scheme (uri), "https") ||
                    g_str_equal (g_uri_get_scheme (uri), "http")) &&
                   g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL &&
                   g_uri_get_fragment (uri) == NULL;

  if (!plain)
    g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID,
                         "the provider's base URL cannot be used: write https://host/path without "
                         "a user, a query or a fragment");
  return plain;
}

char *
bhd_model_wire_url (const BhdModelWire *self,
                    const BhdModelAccount *account,
                    const char *path,
                    GError **error)
{
  gboolean own = account->base_url != NULL && *account->base_url != '\0';
  const char *usual = bhd_provider_kind_find (self->name)->base_url;
  g_autofree char *base = g_strstrip (g_strdup (own ? account->base_url : usual));

  while (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';
  if (self->version != NULL && g_str_has_suffix (base, self->version))
    base[strlen (base) - strlen (self->version)] = '\0';
  return check_base (base, error) ? g_strconcat (base, path, NULL) : NULL;
}

gboolean
bhd_model_wire_read (const BhdModelWire *self,
                     BhdModelDraft *draft,
                     const char *data,
                     gsize length,
                     GError **error)
{
  g_autofree char *mended = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) fault = NULL;

  draft->events++;
  if (draft->ended)
    return TRUE;
  if (strcmp (data, "[DONE]") == 0)
    {
      draft->ended = TRUE;
      return TRUE;
    }
  if (strlen (data) == length)
    mended = bhd_surrogates_mend (data, &draft->half);
  if (mended != NULL)
    node = bh_json_parse_object (mended, strlen (mended), EVENT_MAX, &fault);
  else
    node = bh_json_parse_object (data, length, EVENT_MAX, &fault);
  if (node != NULL)
    return self->read_event (draft, json_node_get_object (node), error);
  g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED, "the server sent an event that is no event: %s",
               fault->message);
  return FALSE;
}
