/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-identity.h"
#include "server/desk/contacts/bhd-contact-words.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/bhd-fold-private.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/bhd-password.h"
#include "server/desk/widget/bhd-contact-news-private.h"
#include "server/store/rows/bhd-operator-rows.h"

BhdCaller *
bhd_identity_authenticate (BhdTurn *turn, BhdWho who, const char *token, GError **error)
{
  g_autofree char *hash = bhd_token_hash (token);
  g_autoptr (BhdCaller) caller = NULL;
  g_autoptr (GError) inner = NULL;

  if (who == BHD_VISITOR)
    caller = bhd_contact_rows_find_session (turn->db, hash, &inner);
  else if (who == BHD_OPERATOR)
    caller = bhd_operator_rows_find_session (turn->db, hash, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (caller == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_UNAUTHORIZED,
                 "this session is not known: sign in again");
  else if (caller->expires_us <= turn->now_us)
    g_set_error (error, BH_ERROR, BH_ERROR_UNAUTHORIZED, "this session has ended: sign in again");
  else
    return g_steal_pointer (&caller);
  return NULL;
}

gboolean
bhd_identity_touch (BhdTurn *turn, const BhdCaller *visitor, GError **error)
{
  if (visitor->expires_us - turn->now_us >= BHD_CONTACT_SESSION_EXTEND_BELOW)
    return TRUE;

  return bhd_contact_rows_extend_session (turn->db, visitor->token_hash,
                                          turn->now_us + BHD_CONTACT_SESSION_LIFE, error);
}

void
bhd_identity_set_blocked_error (GError **error)
{
  GError *refusal = g_error_new (BH_ERROR, BH_ERROR_FORBIDDEN,
                                 "you cannot write here any more: the team has blocked your "
                                 "messages; what was said stays here to read");

  bh_error_set_detail (refusal, "blocked", "true");
  g_propagate_error (error, refusal);
}

static BhdCaller *
visitor_new (const BhdContactDraft *contact, const char *token_hash, gint64 expires_us)
{
  BhdCaller fields = { .who = BHD_VISITOR, .expires_us = expires_us };

  fields.organization_id = g_strdup (contact->organization_id);
  fields.contact_id = g_strdup (contact->id);
  fields.name = g_strdup (contact->name);
  fields.email = g_strdup (contact->email);
  fields.verified = contact->external_id != NULL;
  fields.blocked = contact->blocked;
  fields.token_hash = g_strdup (token_hash);
  return bhd_caller_new_take (&fields);
}

BhdCaller *
bhd_identity_open_session (BhdTurn *turn,
                           const BhdContactDraft *contact,
                           gboolean stored,
                           char **token,
                           GError **error)
{
  g_autofree char *secret = bh_token_new ();
  g_autofree char *hash = bhd_token_hash (secret);
  gint64 expires_us = turn->now_us + BHD_CONTACT_SESSION_LIFE;

  if ((!stored && (!bhd_contact_rows_insert (turn->db, contact, error) ||
                   !bhd_contact_words_store (turn, contact, error))) ||
      !bhd_contact_rows_open_session (turn->db, hash, contact, turn->now_us, expires_us, error) ||
      (!stored && !bhd_contact_news_tell (turn, contact, "contact.created", error)))
    return NULL;

  *token = g_steal_pointer (&secret);
  return visitor_new (contact, hash, expires_us);
}

BhdCaller *
bhd_identity_open_contact_session (BhdTurn *turn,
                                   const char *organization,
                                   const char *name,
                                   const char *email,
                                   const char *metadata,
                                   char **token,
                                   GError **error)
{
  g_autoptr (BhOrganization) found = bhd_organizations_find (turn, organization, error);
  g_autofree char *id = bh_id_new ();
  BhdContactDraft contact = { NULL, id, name, email, metadata, turn->now_us };

  if (found == NULL)
    return NULL;
  contact.organization_id = found->id;
  return bhd_identity_open_session (turn, &contact, FALSE, token, error);
}

gboolean
bhd_identity_close_contact_session (BhdTurn *turn, const BhdCaller *visitor, GError **error)
{
  return bhd_contact_rows_close_session (turn->db, visitor->token_hash, error);
}

BhOperator *
bhd_identity_find_operator (BhdTurn *turn, const char *email, char **hash, GError **error)
{
  g_autofree char *folded = bhd_fold (email);

  if (hash != NULL)
    *hash = NULL;
  return bhd_operator_rows_find_by_email (turn->db, folded, hash, error);
}

gboolean
bhd_identity_open_operator_session (BhdTurn *turn,
                                    const BhOperator *
                                    operator,
                                    char ** token,
                                    gint64 *expires_us,
                                    GError **error)
{
  g_autofree char *secret = bh_token_new ();
  g_autofree char *hash = bhd_token_hash (secret);
  gint64 end_us = turn->now_us + BHD_OPERATOR_SESSION_LIFE;

  if (!bhd_operator_rows_close_sessions (turn->db, operator->id, turn->now_us, error) ||
      !bhd_operator_rows_open_session (turn->db, hash, operator, turn->now_us, end_us, error))
    return FALSE;

  *token = g_steal_pointer (&secret);
  *expires_us = end_us;
  return TRUE;
}

gboolean
bhd_identity_close_operator_session (BhdTurn *turn, const BhdCaller *operator, GError ** error)
{
  return bhd_operator_rows_close_session (turn->db, operator->token_hash, error);
}

static gboolean
insert_operator (BhdTurn *turn,
                 const BhOperator *
                 operator,
                 const char * password_hash,
                 GError **error)
{
  g_autoptr (GError) inner = NULL;

  turn->wakes |= BHD_WAKE_FRONTS; /* they tell visitors who is there */
  if (bhd_operator_rows_insert (turn->db, operator, password_hash, turn->now_us, &inner))
    return TRUE;

  if (g_error_matches (inner, BH_ERROR, BH_ERROR_CONFLICT))
    g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                 "somebody signs in with “%s” already: choose another address", operator->email);
  else
    g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

BhOperator *
bhd_identity_create_operator (BhdTurn *turn,
                              const char *organization,
                              const char *email,
                              const char *name,
                              BhRole role,
                              const char *password_hash,
                              GError **error)
{
  g_autoptr (BhOrganization) found = bhd_organizations_find (turn, organization, error);
  g_autofree char *id = bh_id_new ();
  g_autofree char *folded = bhd_fold (email);
  g_autoptr (BhOperator) operator= NULL;

  if (found == NULL)
    return NULL;

  operator= bh_operator_new (id, found->id, name, folded, role);
  return insert_operator (turn, operator, password_hash, error) ? g_steal_pointer (&operator)
                                                                : NULL;
}

char **
bhd_identity_list_sessions (BhdTurn *turn, const char *email, GError **error)
{
  g_autofree char *folded = bhd_fold (email);

  return bhd_operator_rows_list_sessions (turn->db, folded, error);
}

gboolean
bhd_identity_set_password (BhdTurn *turn,
                           const char *email,
                           const char *password_hash,
                           GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhOperator) operator= bhd_identity_find_operator (turn, email, NULL, &inner);

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (operator== NULL)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "nobody signs in with “%s”", email);
      return FALSE;
    }
  return bhd_operator_rows_set_password (turn->db, operator->id, password_hash, error) &&
         bhd_operator_rows_close_sessions (turn->db, operator->id, G_MAXINT64, error);
}

GPtrArray *
bhd_identity_list_operators (BhdTurn *turn, const char *organization_id, GError **error)
{
  return bhd_operator_rows_list (turn->db, organization_id, error);
}

BhOperator *
bhd_identity_get_operator (BhdTurn *turn, const BhdCaller *operator, GError ** error)
{
  g_autoptr (GError) inner = NULL;
  BhOperator *found =
      bhd_operator_rows_find (turn->db, operator->organization_id, operator->operator_id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (found == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "this operator is gone");
  return found;
}
