/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-visitors.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/contacts/bhd-contact-words.h"
#include "server/desk/widget/bhd-contact-news-private.h"
#include "server/desk/widget/bhd-metadata.h"
#include "server/desk/widget/bhd-vouching.h"
#include "server/desk/widget/bhd-widgets.h"
#include "server/store/rows/widget/bhd-visit-rows.h"

#define TOLD_MAX 20 /* conversations whose desk hears of a changed contact */

static const char *
first_of (const char *a, const char *b, const char *c)
{
  if (a != NULL && *a != '\0')
    return a;
  return b != NULL && *b != '\0' ? b : c;
}

static gpointer
refuse_somebody_else (GError **error)
{
  g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
               "this session is somebody else's: begin a new session with this identity");
  return NULL;
}

/* The console keeps the contact with each conversation: it hears of those that are still open. */
static gboolean
tell_desk (BhdTurn *turn, const char *organization_id, const char *contact_id, GError **error)
{
  g_auto (GStrv) ids =
      bhd_visit_rows_list_open (turn->db, organization_id, contact_id, TOLD_MAX, error);
  gboolean told = ids != NULL;

  for (guint i = 0; told && ids[i] != NULL; i++)
    {
      g_autoptr (BhdConversationRow) row =
          bhd_conversation_rows_find (turn->db, organization_id, contact_id, ids[i], error);

      told = row != NULL && bhd_change_announce (turn, row, "conversation.updated", FALSE, error);
    }
  return told;
}

static gboolean
update (BhdTurn *turn, const BhdContactDraft *contact, GError **error)
{
  return bhd_contact_rows_update (turn->db, contact, error) &&
         bhd_contact_words_store (turn, contact, error) &&
         tell_desk (turn, contact->organization_id, contact->id, error) &&
         bhd_contact_news_tell (turn, contact, "contact.updated", error);
}

/* Somebody nobody has seen, vouched for or not. */
static BhdCaller *
welcome_new (BhdTurn *turn,
             const char *organization_id,
             const BhdFormAnswers *answers,
             const BhdVouched *vouched,
             const char *metadata,
             char **token,
             GError **error)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *seen = bhd_metadata_merge (NULL, metadata);
  const BhdContactDraft contact = {
    organization_id,
    id,
    first_of (vouched->name, answers->name, BHD_VISITOR_NAME),
    first_of (vouched->email, answers->email, ""),
    seen,
    turn->now_us,
    answers->attributes,
    vouched->id,
  };

  return bhd_identity_open_session (turn, &contact, FALSE, token, error);
}

/* The site vouches for somebody it vouched for before. */
static BhdCaller *
welcome_back (BhdTurn *turn,
              const char *organization_id,
              const BhdContactRow *known,
              const BhdFormAnswers *answers,
              const BhdVouched *vouched,
              const char *metadata,
              char **token,
              GError **error)
{
  g_autofree char *seen = bhd_metadata_merge (known->metadata, metadata);
  g_autofree char *attributes = bhd_form_merge_attributes (known->attributes, answers->attributes);
  const BhdContactDraft contact = {
    organization_id,
    known->id,
    first_of (vouched->name, known->name, BHD_VISITOR_NAME),
    first_of (vouched->email, known->email, ""),
    seen,
    known->created_us,
    attributes,
    known->external_id,
    known->blocked_us > 0,
  };

  if (!update (turn, &contact, error))
    return NULL;
  return bhd_identity_open_session (turn, &contact, TRUE, token, error);
}

static gboolean
find_vouched (BhdTurn *turn,
              const char *organization_id,
              const BhdVouched *vouched,
              BhdContactRow **known,
              GError **error)
{
  g_autoptr (GError) inner = NULL;

  *known = NULL;
  if (vouched->id != NULL)
    *known = bhd_contact_rows_find_external (turn->db, organization_id, vouched->id, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

BhdCaller *
bhd_visitors_introduce (BhdTurn *turn,
                        const BhdIntroduction *introduction,
                        char **token,
                        GError **error)
{
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, introduction->organization, error);
  g_autoptr (BhWidget) widget =
      organization != NULL ? bhd_widgets_get (turn, organization->id, error) : NULL;
  g_auto (BhdVouched) vouched = { NULL };
  g_auto (BhdFormAnswers) answers = { NULL };
  g_autoptr (BhdContactRow) known = NULL;
  BhdFormInput form = introduction->form;

  if (widget == NULL ||
      (introduction->identity != NULL &&
       !bhd_vouching_read (turn, organization->id, introduction->identity, &vouched, error)))
    return NULL;
  form.vouched = vouched.id != NULL;
  if (!bhd_form_read (widget, &form, &answers, error) ||
      !find_vouched (turn, organization->id, &vouched, &known, error))
    return NULL;
  return known != NULL ? welcome_back (turn, organization->id, known, &answers, &vouched,
                                       introduction->metadata, token, error)
                       : welcome_new (turn, organization->id, &answers, &vouched,
                                      introduction->metadata, token, error);
}

/* Returns: (transfer full): the visitor's own row; NULL with @error set. */
static BhdContactRow *
find_own (BhdTurn *turn, const BhdCaller *visitor, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhdContactRow *own =
      bhd_contact_rows_find (turn->db, visitor->organization_id, visitor->contact_id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (own == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_UNAUTHORIZED, "this contact is gone");
  return own;
}

static BhdCaller *
as_identified (const BhdCaller *visitor, const BhdContactDraft *contact)
{
  BhdCaller fields = { .who = BHD_VISITOR, .verified = TRUE, .expires_us = visitor->expires_us };

  fields.organization_id = g_strdup (visitor->organization_id);
  fields.contact_id = g_strdup (contact->id);
  fields.name = g_strdup (contact->name);
  fields.email = g_strdup (contact->email);
  fields.blocked = visitor->blocked;
  fields.token_hash = g_strdup (visitor->token_hash);
  return bhd_caller_new_take (&fields);
}

BhdCaller *
bhd_visitors_identify (BhdTurn *turn,
                       const BhdCaller *visitor,
                       const char *identity,
                       GError **error)
{
  g_auto (BhdVouched) vouched = { NULL };
  g_autoptr (BhdContactRow) own = NULL;
  g_autoptr (BhdContactRow) known = NULL;
  BhdContactDraft contact;

  if (!bhd_vouching_read (turn, visitor->organization_id, identity, &vouched, error) ||
      !find_vouched (turn, visitor->organization_id, &vouched, &known, error))
    return NULL;
  own = find_own (turn, visitor, error);
  if (own == NULL)
    return NULL;
  if ((known != NULL && !g_str_equal (known->id, own->id)) ||
      (own->external_id != NULL && !g_str_equal (own->external_id, vouched.id)))
    return refuse_somebody_else (error);

  contact = (BhdContactDraft){ visitor->organization_id,
                               own->id,
                               first_of (vouched.name, own->name, BHD_VISITOR_NAME),
                               first_of (vouched.email, own->email, ""),
                               own->metadata,
                               own->created_us,
                               own->attributes,
                               vouched.id,
                               own->blocked_us > 0 };
  return update (turn, &contact, error) ? as_identified (visitor, &contact) : NULL;
}

gboolean
bhd_visitors_set_metadata (BhdTurn *turn,
                           const BhdCaller *visitor,
                           const char *metadata,
                           GError **error)
{
  g_autoptr (BhdContactRow) own = find_own (turn, visitor, error);
  g_autofree char *seen = own != NULL ? bhd_metadata_merge (own->metadata, metadata) : NULL;
  BhdContactDraft contact;

  if (own == NULL)
    return FALSE;
  if (g_strcmp0 (seen, own->metadata) == 0)
    return TRUE;
  contact = (BhdContactDraft){
    visitor->organization_id, own->id,         own->name,        own->email,         seen,
    own->created_us,          own->attributes, own->external_id, own->blocked_us > 0
  };
  return update (turn, &contact, error);
}
