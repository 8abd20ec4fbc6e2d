/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the team remembers of a contact, and a line to add to it.
 *
 * Signals: "add" (const char *body), "remove" (const char *id). */
#define BHC_TYPE_CONTACT_NOTES (bhc_contact_notes_get_type ())
G_DECLARE_FINAL_TYPE (BhcContactNotes, bhc_contact_notes, BHC, CONTACT_NOTES, AdwBin)

/* @notes: (nullable) records of PROTOCOL.md.  @me: whose own may be removed; @all: any. */
void bhc_contact_notes_show (BhcContactNotes *self, GVariant *notes, const char *me, gboolean all);

/* The note was taken: the line is empty again. */
void bhc_contact_notes_clear (BhcContactNotes *self);

G_END_DECLS
