/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What only the daemon knows of a contact: attributes, notes, conversations.  What was fetched last
 * is shown while it is asked for again, and while there is no connection.  Property "desk".
 *
 * Signal "loaded" (GVariant *contact): the contact as it is now, a bag.
 * Signal "gone" (const char *id): there is no such contact any more. */
#define BHC_TYPE_CONTACT_CARD (bhc_contact_card_get_type ())
G_DECLARE_FINAL_TYPE (BhcContactCard, bhc_contact_card, BHC, CONTACT_CARD, AdwBin)

/* @contact, @open: (nullable); @open: the conversation beside it. */
void bhc_contact_card_show (BhcContactCard *self, const char *contact, const char *open);
void bhc_contact_card_reload (BhcContactCard *self);

/* The contact as it was told last.  Returns: (transfer none) (nullable) a bag */
GVariant *bhc_contact_card_get_contact (BhcContactCard *self);

G_END_DECLS
