/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"
#include "console/model/contacts/bhc-contact-entry.h"

G_BEGIN_DECLS

/* A GListModel of BhcContactEntry: who has written, by last activity, asked of the daemon page by
 * page.
 *
 * Signal "changed": what bhc_contact_list_get_… answer is another.  Main thread. */
#define BHC_TYPE_CONTACT_LIST (bhc_contact_list_get_type ())
G_DECLARE_FINAL_TYPE (BhcContactList, bhc_contact_list, BHC, CONTACT_LIST, GObject)

BhcContactList *bhc_contact_list_new (BhcDesk *desk);

/* Begins anew with whom @words are about (“”: everybody); what was there is shown until the answer
 * comes. */
void bhc_contact_list_search (BhcContactList *self, const char *words);
void bhc_contact_list_reload (BhcContactList *self);
void bhc_contact_list_load_more (BhcContactList *self); /* nothing while loading or at the end */

/* Takes one out that is no more. */
void bhc_contact_list_forget (BhcContactList *self, const char *id);

const char *bhc_contact_list_get_words (BhcContactList *self);
gboolean bhc_contact_list_is_loading (BhcContactList *self);
gboolean bhc_contact_list_has_more (BhcContactList *self);

/* Why the last page could not be had.  Returns: (nullable): it could */
const GError *bhc_contact_list_get_error (BhcContactList *self);

G_END_DECLS
