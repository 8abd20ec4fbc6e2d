/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Somebody who has written to the organisation, as a row of a list: what the daemon says of a
 * contact, how many conversations there were and when the last one was. */
#define BHC_TYPE_CONTACT_ENTRY (bhc_contact_entry_get_type ())
G_DECLARE_FINAL_TYPE (BhcContactEntry, bhc_contact_entry, BHC, CONTACT_ENTRY, GObject)

/* @row: {"contact","conversations","last_us"} of PROTOCOL.md. */
BhcContactEntry *bhc_contact_entry_new (GVariant *row);

const char *bhc_contact_entry_get_id (BhcContactEntry *self);
const char *bhc_contact_entry_get_name (BhcContactEntry *self);        /* never empty */
const char *bhc_contact_entry_get_email (BhcContactEntry *self);       /* “”: none */
const char *bhc_contact_entry_get_external_id (BhcContactEntry *self); /* (nullable) */
guint bhc_contact_entry_get_n_conversations (BhcContactEntry *self);
gint64 bhc_contact_entry_get_last_us (BhcContactEntry *self); /* 0: not known */
gboolean bhc_contact_entry_is_blocked (BhcContactEntry *self);
gboolean bhc_contact_entry_is_verified (BhcContactEntry *self);

G_END_DECLS
