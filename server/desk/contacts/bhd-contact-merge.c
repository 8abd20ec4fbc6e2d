/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/contacts/bhd-contacts.h"

#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/contacts/bhd-contact-view.h"
#include "server/desk/contacts/bhd-contact-words.h"
#include "server/desk/contacts/bhd-erasures.h"
#include "server/desk/widget/bhd-form.h"
#include "server/desk/widget/bhd-visitors.h"
#include "server/store/rows/contacts/bhd-contact-merge-rows.h"
#include "server/store/rows/contacts/bhd-erasure-rows.h"

#include <string.h>

/* What @into lacks. */
static void
fill (char **into, const char *from, const char *nothing)
{
  if ((*into == NULL || strcmp (*into, nothing) == 0) && from != NULL)
    {
      g_free (*into);
      *into = g_strdup (from);
    }
}

/* Whom the site vouches for is called as the site says, not as somebody else has typed. */
static void
take_identity (BhdContactRow *into, const BhdContactRow *from)
{
  gboolean vouched = into->external_id != NULL;

  if (vouched && from->external_id == NULL)
    return;
  if (!vouched && from->external_id != NULL)
    {
      g_free (into->email);
      into->email = g_strdup (from->email);
      g_free (into->name);
      into->name = g_strdup (from->name);
    }
  fill (&into->name, from->name, BHD_VISITOR_NAME);
  fill (&into->email, from->email, "");
  fill (&into->external_id, from->external_id, "");
}

/* Whoever may not write does not come back by being merged. */
static void
take_over (BhdContactRow *into, const BhdContactRow *from)
{
  char *attributes = bhd_form_merge_attributes (from->attributes, into->attributes);

  take_identity (into, from);
  fill (&into->metadata, from->metadata, "");
  g_free (into->attributes);
  into->attributes = attributes;
  into->blocked_us = MAX (into->blocked_us, from->blocked_us);
  into->created_us = MIN (into->created_us, from->created_us);
  into->last_us = MAX (into->last_us, from->last_us);
}

static gboolean
store (BhdTurn *turn, const char *organization_id, const BhdContactRow *into, GError **error)
{
  const BhdContactDraft contact = bhd_contact_draft_of (into, organization_id);

  return bhd_contact_rows_update (turn->db, &contact, error) &&
         bhd_contact_rows_block (turn->db, organization_id, into->id, into->blocked_us, error) &&
         bhd_contact_rows_touch (turn->db, organization_id, into->id, into->last_us, error) &&
         bhd_contact_words_store (turn, &contact, error);
}

/* The number of what both are named by is free when @from has gone. */
static gboolean
move (BhdTurn *turn,
      const char *organization_id,
      const BhdContactRow *from,
      BhdContactRow *into,
      GError **error)
{
  g_auto (GStrv) conversations =
      bhd_erasure_rows_list_conversations (turn->db, organization_id, from->id, error);

  if (conversations == NULL ||
      !bhd_contact_list_drop_words (turn->db, organization_id, from->id, error) ||
      !bhd_contact_merge_rows_move (turn->db, organization_id, from->id, into->id, error))
    return FALSE;
  take_over (into, from);
  return store (turn, organization_id, into, error) &&
         bhd_erasures_tell_contact (turn, organization_id, from->id, into->id,
                                    (const char *const *) conversations, error) &&
         bhd_contacts_announce (turn, organization_id, into, error);
}

BhdContactRow *
bhd_contacts_merge (BhdTurn *turn,
                    const char *organization_id,
                    const char *from_id,
                    const char *into_id,
                    char ***sessions,
                    GError **error)
{
  g_autoptr (BhdContactRow) from = bhd_contacts_find (turn, organization_id, from_id, error);
  g_autoptr (BhdContactRow) into = NULL;

  if (from == NULL)
    return NULL;
  if (strcmp (from_id, into_id) == 0)
    {
      bhd_refuse_field (error, "into", "it is the same contact");
      return NULL;
    }
  into = bhd_contacts_find (turn, organization_id, into_id, error);
  if (into == NULL)
    return NULL;
  *sessions = bhd_erasure_rows_list_sessions (turn->db, organization_id, from_id, error);
  return *sessions != NULL && move (turn, organization_id, from, into, error)
             ? g_steal_pointer (&into)
             : NULL;
}
