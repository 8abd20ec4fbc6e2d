/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/api/bhd-api-keys.h"
#include "server/desk/bhd-organizations.h"
#include "server/http/routes/bhd-routes.h"

static void
write_key (const BhdApiKeyRow *row, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", row->id);
  bh_json_string (json, "kind", row->kind);
  bh_json_string (json, "name", row->name);
  bh_json_string (json, "prefix", row->prefix);
  if (row->last_used_us > 0)
    bh_json_int (json, "last_used_us", row->last_used_us);
  else
    bh_json_null (json, "last_used_us");
  bh_json_int (json, "created_us", row->created_us);
  bh_json_end_object (json);
}

/* Whose keys: an operator's organisation, or the one the local administrator names. */
static BhOrganization *
find_organization (BhdTurn *turn, const BhdRequest *request, GError **error)
{
  const char *own = bhd_request_caller (request)->organization_id;

  return bhd_organizations_find (
      turn, own != NULL ? own : bhd_request_param (request, "organization"), error);
}

static gboolean
get_keys (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization = find_organization (turn, request, error);
  g_autoptr (GPtrArray) keys = NULL;

  if (organization != NULL)
    keys = bhd_api_keys_list (turn, organization->id, error);
  if (keys == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "keys");
  for (guint i = 0; i < keys->len; i++)
    write_key (g_ptr_array_index (keys, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

/* The one answer that carries the key itself. */
static gboolean
make_key (BhdTurn *turn, const BhdRequest *request, const char *id, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization = find_organization (turn, request, error);
  g_autofree char *secret = NULL;
  g_autoptr (BhdApiKeyRow) row = NULL;

  if (organization != NULL)
    row = bhd_api_keys_create (turn, organization->id, id, bhd_request_text (request, "kind"),
                               bhd_request_text (request, "name"), &secret, error);
  if (row == NULL)
    return FALSE;

  reply->status = 201;
  bh_json_begin_object (&reply->json, NULL);
  write_key (row, &reply->json, "key");
  bh_json_string (&reply->json, "secret", secret);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_key (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return make_key (turn, request, bhd_request_text (request, "id"), reply, error);
}

static gboolean
post_local_key (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return make_key (turn, request, NULL, reply, error);
}

static gboolean
delete_key (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization = find_organization (turn, request, error);

  return organization != NULL &&
         bhd_api_keys_revoke (turn, organization->id, bhd_request_param (request, "id"), error);
}

#define KIND                                                                                       \
  {                                                                                                \
    "kind", BHD_FIELD_CHOICE, BHD_IN_BODY, TRUE, .choices = "widget|admin"                         \
  }
#define NAME                                                                                       \
  {                                                                                                \
    "name", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 80                                               \
  }

static const BhdField key_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  KIND,
  NAME,
  { NULL },
};

static const BhdField local_key_fields[] = { KIND, NAME, { NULL } };

const BhdRoute bhd_key_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/keys",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_READ,
    .read = get_keys,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("keys", key))),
    .summary = "The keys of programs" },
  { .method = "POST",
    .path = "/v1/desk/keys",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = key_fields,
    .write = post_key,
    .audit = "key.created",
    .gives = BHD_GIVES (BHD_CREATED (BHD_ONE ("key", key), { "secret", BHD_IS_TEXT })),
    .summary = "Make a key, told this once" },
  { .method = "DELETE",
    .path = "/v1/desk/keys/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_key,
    .audit = "key.revoked",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Revoke a key" },
  { .method = "GET",
    .path = "/v1/ctl/organizations/:organization/keys",
    .who = BHD_LOCAL,
    .read = get_keys,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("keys", key))),
    .summary = "An organisation's keys" },
  { .method = "POST",
    .path = "/v1/ctl/organizations/:organization/keys",
    .who = BHD_LOCAL,
    .fields = local_key_fields,
    .write = post_local_key,
    .audit = "key.created",
    .gives = BHD_GIVES (BHD_CREATED (BHD_ONE ("key", key), { "secret", BHD_IS_TEXT })),
    .summary = "Make a key for an organisation, told this once" },
  { .method = "DELETE",
    .path = "/v1/ctl/organizations/:organization/keys/:id",
    .who = BHD_LOCAL,
    .write = delete_key,
    .audit = "key.revoked",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Revoke an organisation's key" },
  { NULL },
};
