/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-vouching.h"

#include "common/bh-email.h"
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/widget/bhd-identity-secret-private.h"
#include "server/store/bhd-seal.h"
#include "server/store/rows/widget/bhd-widget-rows.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

#define FIELD "identity"
#define ID_MAX 128
#define NAME_MAX_CHARACTERS 80

/* As the site sent them. */
typedef struct
{
  const char *id;
  const char *email;
  const char *name;
  const char *hmac;
} Claim;

void
bhd_vouched_clear (BhdVouched *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->email, g_free);
}

static gboolean
refuse (GError **error, const char *reason)
{
  GError *refusal = NULL;

  g_set_error (&refusal, BH_ERROR, BH_ERROR_UNAUTHORIZED, "could not take “%s”: %s", FIELD, reason);
  bh_error_set_detail (refusal, "field", "\"" FIELD "\"");
  g_propagate_error (error, refusal);
  return FALSE;
}

/* A line feed in a part would let one claim pass for another. */
static gboolean
is_line (const char *text, glong max)
{
  for (const char *c = text; *c != '\0'; c++)
    if ((guchar) *c < 0x20 || *c == 0x7f)
      return FALSE;
  return g_utf8_strlen (text, -1) <= max;
}

/* Returns: (transfer full): wiped when it is freed; NULL with @error set. */
static char *
open_secret (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autofree char *sealed = bhd_widget_rows_get_secret (turn->db, organization_id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (sealed == NULL)
    refuse (error, N_ ("there is no identity secret yet, make one in the widget's settings"));
  else
    return bhd_seal_open (organization_id, BHD_IDENTITY_SECRET_NAME, sealed, error);
  return NULL;
}

static gboolean
is_proved (const Claim *claim, const char *secret)
{
  const char *const parts[] = { claim->id, "\n", claim->email, "\n", claim->name };
  crypto_auth_hmacsha256_state state;
  guchar expected[crypto_auth_hmacsha256_BYTES];
  guchar given[crypto_auth_hmacsha256_BYTES];
  gsize length = 0;

  crypto_auth_hmacsha256_init (&state, (const guchar *) secret, strlen (secret));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    crypto_auth_hmacsha256_update (&state, (const guchar *) parts[i], strlen (parts[i]));
  crypto_auth_hmacsha256_final (&state, expected);
  sodium_memzero (&state, sizeof state);

  return sodium_hex2bin (given, sizeof given, claim->hmac, strlen (claim->hmac), NULL, &length,
                         NULL) == 0 &&
         length == sizeof given && sodium_memcmp (given, expected, sizeof given) == 0;
}

static gboolean
check_claim (const Claim *claim, GError **error)
{
  if (*claim->id == '\0' || !is_line (claim->id, ID_MAX))
    return bhd_refuse_field (error, FIELD, "its id must have 1 to %d characters on one line",
                             ID_MAX);
  if (!is_line (claim->name, NAME_MAX_CHARACTERS) || !is_line (claim->email, G_MAXLONG))
    return bhd_refuse_field (error, FIELD, "its name and e-mail must be one line each");
  return TRUE;
}

static gboolean
take (const Claim *claim, BhdVouched *vouched, GError **error)
{
  g_autofree char *email =
      *claim->email != '\0' ? bh_email_normalize (claim->email) : g_strdup ("");

  if (email == NULL)
    return bhd_refuse_field (error, FIELD, "its e-mail is no e-mail address");
  vouched->id = g_strdup (claim->id);
  vouched->name = g_strstrip (g_strdup (claim->name));
  vouched->email = g_steal_pointer (&email);
  return TRUE;
}

gboolean
bhd_vouching_read (BhdTurn *turn,
                   const char *organization_id,
                   const char *identity,
                   BhdVouched *vouched,
                   GError **error)
{
  g_autoptr (JsonNode) node =
      bh_json_parse_object (identity, strlen (identity), BHD_VOUCHED_MAX_JSON, error);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  Claim claim;
  gboolean proved;
  char *secret;

  *vouched = (BhdVouched){ NULL };
  if (object == NULL)
    return FALSE;
  claim =
      (Claim){ bh_json_get_string (object, "id", ""), bh_json_get_string (object, "email", ""),
               bh_json_get_string (object, "name", ""), bh_json_get_string (object, "hmac", "") };
  if (!check_claim (&claim, error))
    return FALSE;
  secret = open_secret (turn, organization_id, error);
  if (secret == NULL)
    return FALSE;
  proved = is_proved (&claim, secret);
  bhd_secret_free (secret);
  return proved ? take (&claim, vouched, error)
                : refuse (error, N_ ("its hmac is not that of the organisation's identity secret"));
}
