/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/contacts/bhd-contact-list.h"

G_BEGIN_DECLS

/* Everybody who wrote, as the desk keeps them. */

#define BHD_CONTACT_ATTRIBUTES 32      /* of one contact */
#define BHD_CONTACT_ATTRIBUTE_MAX 1000 /* characters of one of them */

typedef struct
{
  const char *query; /* (nullable): words that begin words of name, e-mail or external id */
  gint64 before_us;  /* behind this one; 0: from the first */
  const char *before_id;
  guint limit;
} BhdContactSearch;

/* By last activity, newest first.  Returns: (transfer full): of BhdContactEntry */
GPtrArray *bhd_contacts_list (BhdTurn *turn,
                              const char *organization_id,
                              const BhdContactSearch *search,
                              GError **error);

/* Returns: (transfer full): NULL with BH_ERROR_NOT_FOUND */
BhdContactRow *
bhd_contacts_find (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* Newest activity first, at most @limit.  Returns: (transfer full): of BhConversation */
GPtrArray *bhd_contacts_list_conversations (BhdTurn *turn,
                                            const char *organization_id,
                                            const char *id,
                                            guint limit,
                                            GError **error);

/* What is NULL stays. */
typedef struct
{
  const char *name;
  const char *email;
  const char *attributes; /* a JSON object; a member that is null goes */
  const gboolean *blocked;
} BhdContactChange;

/* The consoles and the webhooks hear of it.  Returns: (transfer full): as it is now */
BhdContactRow *bhd_contacts_change (BhdTurn *turn,
                                    const char *organization_id,
                                    const char *id,
                                    const BhdContactChange *change,
                                    GError **error);

/* Tells the consoles of the contact as it is. */
gboolean bhd_contacts_announce (BhdTurn *turn,
                                const char *organization_id,
                                const BhdContactRow *row,
                                GError **error);

/* Everything of @from becomes @into's, what both have stays as @into has it.  @sessions: (out)
 * (transfer full): of @from: what listens in its name is to begin anew.
 * Returns: (transfer full): @into as it is now */
BhdContactRow *bhd_contacts_merge (BhdTurn *turn,
                                   const char *organization_id,
                                   const char *from,
                                   const char *into,
                                   char ***sessions,
                                   GError **error);

G_END_DECLS
