/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/account/bhc-account.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-keyring.h"
#include "console/client/bhc-api.h"
#include "console/client/bhc-server.h"

#include <glib/gi18n.h>

#define KEYRING_KIND "console-token"

BhcAccount *
bhc_account_new (const char *server, const char *email)
{
  BhcAccount *self = g_new0 (BhcAccount, 1);

  self->server = g_strdup (server);
  self->email = g_strdup (email);

  return self;
}

void
bhc_account_free (BhcAccount *self)
{
  g_free (self->server);
  g_free (self->email);
  g_free (self->token);
  g_clear_pointer (&self->who, bh_operator_unref);
  g_free (self->organization);
  g_free (self);
}

static char *
keyring_account (const BhcAccount *self)
{
  return g_strdup_printf ("%s %s", self->server, self->email);
}

char *
bhc_account_cache_path (const BhcAccount *self, const char *data_dir)
{
  g_autofree char *account = keyring_account (self);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, account, -1);
  g_autofree char *name = g_strdup_printf ("cache-%.16s.db", digest);

  return g_build_filename (data_dir, name, NULL);
}

static gboolean
read_identity (BhcAccount *self, JsonObject *object, GError **error)
{
  JsonObject *operator_json = bh_json_get_object (object, "operator");
  JsonObject *organization = bh_json_get_object (object, "organization");
  const char *token = bh_json_get_string (object, "token", self->token);

  if (operator_json == NULL || organization == NULL || token == NULL)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED,
                   _ ("%s does not answer like a Bellhop server: check the address"), self->server);
      return FALSE;
    }

  g_clear_pointer (&self->who, bh_operator_unref);
  self->who = bh_operator_from_json (operator_json, error);
  g_free (self->organization);
  self->organization = g_strdup (bh_json_get_string (organization, "name", ""));
  if (token != self->token)
    {
      g_free (self->token);
      self->token = g_strdup (token);
    }

  return self->who != NULL;
}

static void
identity_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcAccount *asked = g_task_get_task_data (task);
  g_autoptr (BhcAccount) account = bhc_account_new (asked->server, asked->email);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = bhc_api_call_finish (BHC_API (source), result, &error);

  account->token = g_strdup (asked->token);
  if (root != NULL && read_identity (account, json_node_get_object (root), &error))
    g_task_return_pointer (task, g_steal_pointer (&account), (GDestroyNotify) bhc_account_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
bhc_account_sign_in_async (const char *server,
                           const char *email,
                           const char *password,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autoptr (BhcApi) api = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *normal = bhc_server_normalize (server, &error);
  g_autofree char *address = g_strstrip (g_strdup (email));
  g_autofree char *body = NULL;

  g_task_set_source_tag (task, bhc_account_sign_in_async);
  if (normal == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "email", address);
  bh_json_string (&json, "password", password);
  bh_json_end_object (&json);
  body = bh_json_writer_steal (&json);

  api = bhc_api_new (normal, NULL);
  g_task_set_task_data (task, bhc_account_new (normal, address), (GDestroyNotify) bhc_account_free);
  bhc_api_call_async (api, "POST", "/v1/desk/sign-in", body, NULL, identity_cb,
                      g_steal_pointer (&task));
}

BhcAccount *
bhc_account_sign_in_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
bhc_account_identify_async (const BhcAccount *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (BhcApi) api = bhc_api_new (self->server, self->token);
  BhcAccount *asked = bhc_account_new (self->server, self->email);

  asked->token = g_strdup (self->token);
  g_task_set_source_tag (task, bhc_account_identify_async);
  g_task_set_task_data (task, asked, (GDestroyNotify) bhc_account_free);
  bhc_api_call_async (api, "GET", "/v1/desk/me", NULL, cancellable, identity_cb,
                      g_steal_pointer (&task));
}

BhcAccount *
bhc_account_identify_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
bhc_account_keep_token_async (const BhcAccount *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autofree char *account = keyring_account (self);
  g_autofree char *label = g_strdup_printf ("Bellhop: %s at %s", self->email, self->server);

  bh_keyring_store_async (KEYRING_KIND, account, label, self->token, NULL, callback, data);
}

gboolean
bhc_account_keep_token_finish (GAsyncResult *result, GError **error)
{
  return bh_keyring_store_finish (result, error);
}

void
bhc_account_find_token_async (const BhcAccount *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autofree char *account = keyring_account (self);

  bh_keyring_lookup_async (KEYRING_KIND, account, cancellable, callback, data);
}

char *
bhc_account_find_token_finish (GAsyncResult *result, GError **error)
{
  return bh_keyring_lookup_finish (result, error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!bh_keyring_clear_finish (result, &error))
    g_debug ("no token to forget: %s", error->message);
}

void
bhc_account_forget_token (const BhcAccount *self)
{
  g_autofree char *account = keyring_account (self);

  bh_keyring_clear_async (KEYRING_KIND, account, NULL, forgotten_cb, NULL);
}
