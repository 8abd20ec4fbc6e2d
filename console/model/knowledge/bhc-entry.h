/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/knowledge/bhc-kind.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One row of a list of the knowledge base, alive: a record that is replaced as news comes.
 *
 * Signal "changed": the record is another one. */
#define BHC_TYPE_ENTRY (bhc_entry_get_type ())
G_DECLARE_FINAL_TYPE (BhcEntry, bhc_entry, BHC, ENTRY, GObject)

BhcEntry *bhc_entry_new (BhcKind kind, gpointer record);           /* @record: (transfer full) */
void bhc_entry_set_record (BhcEntry *self, gpointer record);       /* the same */
gconstpointer bhc_entry_get_record (BhcEntry *self, BhcKind kind); /* of no other kind */
const char *bhc_entry_get_id (BhcEntry *self);

static inline const BhDocument *
bhc_entry_get_document (BhcEntry *self)
{
  return bhc_entry_get_record (self, BHC_KIND_DOCUMENT);
}

static inline const BhGap *
bhc_entry_get_gap (BhcEntry *self)
{
  return bhc_entry_get_record (self, BHC_KIND_GAP);
}

static inline const BhPhrasing *
bhc_entry_get_phrasing (BhcEntry *self)
{
  return bhc_entry_get_record (self, BHC_KIND_PHRASING);
}

G_END_DECLS
