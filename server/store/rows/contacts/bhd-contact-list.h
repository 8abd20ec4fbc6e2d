/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/rows/bhd-contact-rows.h"

G_BEGIN_DECLS

/* Contacts by last activity, and what they are found by: contact.words and table contact_word. */

#define BHD_CONTACT_LOOKED_FOR 4 /* words of one search */
#define BHD_CONTACT_RARE 2000    /* a word so many contacts have is looked up ... */
#define BHD_CONTACT_WALKED 20000 /* ... any other is looked for among so many, newest first */

typedef struct
{
  BhdContactRow *row;
  gint64 conversations;
} BhdContactEntry;

void bhd_contact_entry_free (BhdContactEntry *self);

typedef struct
{
  const char *organization_id;
  gint64 before_us; /* behind this one; 0: from the first */
  const char *before_id;
  const char *const *words; /* (nullable): folded; each begins a word of the contact's */
  guint limit;
} BhdContactFilter;

/* Returns: (transfer full): of BhdContactEntry */
GPtrArray *bhd_contact_list_read (BhDb *db, const BhdContactFilter *filter, GError **error);

/* @words: what the contact is found by from now on. */
gboolean bhd_contact_list_put_words (BhDb *db,
                                     const char *organization_id,
                                     const char *contact_id,
                                     const char *const *words,
                                     GError **error);
gboolean bhd_contact_list_drop_words (BhDb *db,
                                      const char *organization_id,
                                      const char *contact_id,
                                      GError **error);

/* At most @limit of those whose words nobody has made yet.  Returns: (transfer full): of
 * BhdContactRow */
GPtrArray *
bhd_contact_list_without_words (BhDb *db, const char *organization_id, guint limit, GError **error);

G_END_DECLS
