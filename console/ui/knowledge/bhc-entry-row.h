/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-entry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BHC_TYPE_ENTRY_ROW (bhc_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (BhcEntryRow, bhc_entry_row, BHC, ENTRY_ROW, AdwBin)

/* Something that can be done with a row: an action with the record's id. */
typedef struct
{
  const char *icon;
  const char *label; /* to be translated, context “row” */
  const char *action;
} BhcEntryButton;

#define BHC_ENTRY_BUTTONS 4

/* How records of one kind look in a list. */
typedef struct
{
  void (*show) (BhcEntryRow *row, BhcEntry *entry);
  BhcEntryButton buttons[BHC_ENTRY_BUTTONS]; /* those without icon are none */
} BhcEntryLook;

extern const BhcEntryLook bhc_document_look;
extern const BhcEntryLook bhc_choice_look; /* a document that is to be chosen */
extern const BhcEntryLook bhc_gap_look;
extern const BhcEntryLook bhc_phrasing_look;

/* One row of a list of the knowledge base: sign, title, what else is known, what can be done. */
GtkWidget *bhc_entry_row_new (const BhcEntryLook *look);
void bhc_entry_row_set_entry (BhcEntryRow *self, BhcEntry *entry /* (nullable) */);

/* For those who show; each is to be called every time.  NULL and FALSE hide. */
void bhc_entry_row_set_title (BhcEntryRow *self, const char *icon, const char *title);
void bhc_entry_row_set_facts (BhcEntryRow *self, const char *facts);
void bhc_entry_row_set_state (BhcEntryRow *self,
                              const char *state,
                              const char *style, /* (nullable) a CSS class */
                              gboolean busy);
void bhc_entry_row_set_age (BhcEntryRow *self, gint64 us);
void bhc_entry_row_allow (BhcEntryRow *self, guint button, gboolean allowed);

G_END_DECLS
