/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-colleagues.h"

#include "common/bh-error.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/bhd-fold-private.h"
#include "server/desk/bhd-handoffs-private.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/desk/team/bhd-directory-private.h"
#include "server/store/rows/bhd-operator-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define PIECE 50 /* conversations in one turn: each is told about twice */

static BhOperator *
find (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error)
{
  GError *inner = NULL;
  BhOperator *person = bhd_operator_rows_find (turn->db, caller->organization_id, id, &inner);

  bhd_tell_found (person != NULL, N_ ("no such operator"), inner, error);
  return person;
}

static gboolean
check_rank (const BhdCaller *caller, BhRole role, GError **error)
{
  if (role != BH_ROLE_OWNER || caller->who == BHD_LOCAL || caller->role == BH_ROLE_OWNER)
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_FORBIDDEN, "only an owner makes and changes owners");
  return FALSE;
}

static gboolean
is_owner (const BhOperator *person)
{
  return person->role == BH_ROLE_OWNER && !person->disabled;
}

/* An organisation without an owner could not be helped from inside. */
static gboolean
check_last_owner (BhdTurn *turn, const BhOperator *was, const BhOperator *will, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;

  if (!is_owner (was) || is_owner (will))
    return TRUE;
  all = bhd_operator_rows_list (turn->db, was->organization_id, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const BhOperator *other = g_ptr_array_index (all, i);

      if (is_owner (other) && strcmp (other->id, was->id) != 0)
        return TRUE;
    }
  if (all != NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                 "“%s” is the last owner: make somebody else an owner first", was->name);
  return FALSE;
}

static gboolean
announce (BhdTurn *turn, const BhOperator *person, gboolean stored, GError *inner, GError **error)
{
  if (!stored)
    return bhd_refuse_taken (inner, error, "email", "somebody signs in with “%s” already",
                             person->email);
  turn->wakes |= BHD_WAKE_FRONTS; /* they tell visitors who is there */
  return bhd_directory_tell (turn, person->organization_id, "operators", error);
}

static BhOperator *
look_up_id (BhdTurn *turn,
            const BhdCaller *caller,
            const BhdColleagueChange *draft,
            const char *email,
            GError **error)
{
  g_autoptr (BhOperator) person =
      bhd_operator_rows_find (turn->db, caller->organization_id, draft->id, error);

  if (person == NULL || strcmp (person->email, email) == 0)
    return g_steal_pointer (&person);
  return bhd_refuse_conflict (error, "operator");
}

BhOperator *
bhd_colleagues_create (BhdTurn *turn,
                       const BhdCaller *caller,
                       const BhdColleagueChange *draft,
                       gboolean *created,
                       GError **error)
{
  g_autofree char *email = bhd_fold (draft->email);
  GError *inner = NULL;
  g_autoptr (BhOperator) person = NULL;
  gboolean stored;

  *created = FALSE;
  if (!check_rank (caller, *draft->role, error))
    return NULL;
  person = look_up_id (turn, caller, draft, email, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  if (inner != NULL || person != NULL)
    return g_steal_pointer (&person);

  person = bh_operator_new (draft->id, caller->organization_id, draft->name, email, *draft->role);
  stored = bhd_operator_rows_insert (turn->db, person, draft->password_hash, turn->now_us, &inner);
  *created = announce (turn, person, stored, inner, error);
  return *created ? g_steal_pointer (&person) : NULL;
}

/* Returns: (transfer full): @was with what is given. */
static BhOperator *
apply (const BhOperator *was, const BhdColleagueChange *change)
{
  BhOperator fields = *was;

  fields.id = g_strdup (was->id);
  fields.organization_id = g_strdup (was->organization_id);
  fields.name = g_strdup (change->name != NULL ? change->name : was->name);
  fields.email = change->email != NULL ? bhd_fold (change->email) : g_strdup (was->email);
  fields.avatar = g_strdup (was->avatar);
  fields.teams = g_strdupv (was->teams);
  fields.role = change->role != NULL ? *change->role : was->role;
  fields.disabled = change->disabled != NULL ? *change->disabled : was->disabled;
  return bh_operator_new_take (&fields);
}

/* Who changes the own password stays signed in here. */
static gboolean
end_sessions (BhdTurn *turn,
              const BhdCaller *caller,
              const BhOperator *person,
              char ***ended,
              GError **error)
{
  const char *but = !person->disabled && g_strcmp0 (caller->operator_id, person->id) == 0
                        ? caller->token_hash
                        : NULL;

  *ended = bhd_operator_rows_end_sessions (turn->db, person->id, but, error);
  return *ended != NULL;
}

static gboolean
store (BhdTurn *turn,
       const BhdCaller *caller,
       const BhOperator *person,
       const BhdColleagueChange *change,
       char ***ended,
       GError **error)
{
  GError *inner = NULL;
  gboolean stored = bhd_operator_rows_update (turn->db, person, turn->now_us, &inner);

  if (!announce (turn, person, stored, inner, error))
    return FALSE;
  if (change->password_hash != NULL &&
      !bhd_operator_rows_set_password (turn->db, person->id, change->password_hash, error))
    return FALSE;
  return (change->password_hash == NULL && !person->disabled) ||
         end_sessions (turn, caller, person, ended, error);
}

BhOperator *
bhd_colleagues_change (BhdTurn *turn,
                       const BhdCaller *caller,
                       const char *id,
                       const BhdColleagueChange *change,
                       char ***ended,
                       GError **error)
{
  g_autoptr (BhOperator) was = find (turn, caller, id, error);
  g_autoptr (BhOperator) will = was != NULL ? apply (was, change) : NULL;

  *ended = NULL;
  if (will == NULL || !check_rank (caller, was->role, error) ||
      !check_rank (caller, will->role, error) || !check_last_owner (turn, was, will, error) ||
      !store (turn, caller, will, change, ended, error))
    return NULL;
  return g_steal_pointer (&will);
}

static gboolean
release (BhdTurn *turn, const BhdCaller *caller, const char *conversation_id, GError **error)
{
  g_autoptr (BhdConversationRow) row =
      bhd_conversation_rows_find (turn->db, caller->organization_id, NULL, conversation_id, error);

  return row != NULL && bhd_handoffs_release (turn, row, caller, error);
}

gboolean
bhd_colleagues_give_back (BhdTurn *turn,
                          const BhdCaller *caller,
                          const char *id,
                          gboolean *more,
                          GError **error)
{
  g_auto (GStrv) ids =
      bhd_operator_rows_list_conversations (turn->db, caller->organization_id, id, PIECE, error);

  *more = FALSE;
  if (ids == NULL)
    return FALSE;
  for (char **conversation = ids; *conversation != NULL; conversation++)
    if (!release (turn, caller, *conversation, error))
      return FALSE;
  *more = g_strv_length (ids) == PIECE;
  return TRUE;
}
