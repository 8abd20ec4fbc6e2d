/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The conversations of a contact, newest first; pressing one opens it by
 * “places.open-conversation”.
 */
#define BHC_TYPE_CONTACT_HISTORY (bhc_contact_history_get_type ())
G_DECLARE_FINAL_TYPE (BhcContactHistory, bhc_contact_history, BHC, CONTACT_HISTORY, AdwBin)

/* @conversations: (nullable) records of PROTOCOL.md.  @open: (nullable) the one that is open is not
 * among them. */
void bhc_contact_history_show (BhcContactHistory *self, GVariant *conversations, const char *open);

G_END_DECLS
