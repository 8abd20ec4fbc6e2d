/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/settings/bhc-sheet.h"

G_BEGIN_DECLS

/* Where sheets of a kind lie at the daemon; a row of a table. */
typedef struct
{
  const char *path;       /* “/v1/desk/guardrails” */
  const char *list;       /* member of the answer with all of them; NULL: there is only one */
  const char *record;     /* member with one */
  const char *const *raw; /* (nullable) members that are JSON text to people, too */
  const char *from;       /* (nullable) where the list is read, if not at the path */
} BhcSheetKind;

typedef enum
{
  BHC_SHEETS_LOADING,
  BHC_SHEETS_READY,
  BHC_SHEETS_FAILED, /* see bhc_sheets_get_problem() */
} BhcSheetsState;

/* All sheets of a kind: a GListModel of BhcSheet, in the daemon's order.  What is saved is in the
 * list when its callback comes.  Signal "changed": the state, or what the answer said besides.
 * Signal "secret" (BhcSheet *, const char *): what was saved came back with a secret, told once. */
#define BHC_TYPE_SHEETS (bhc_sheets_get_type ())
G_DECLARE_FINAL_TYPE (BhcSheets, bhc_sheets, BHC, SHEETS, GObject)

BhcSheets *bhc_sheets_new (BhcDesk *desk, const BhcSheetKind *kind);
void bhc_sheets_load (BhcSheets *self);      /* and again */
void bhc_sheets_load_more (BhcSheets *self); /* what comes behind, see below */
gboolean bhc_sheets_has_more (BhcSheets *self);
BhcSheetsState bhc_sheets_get_state (BhcSheets *self);
const char *bhc_sheets_get_problem (BhcSheets *self); /* (nullable) a sentence */
BhcSheet *bhc_sheets_get_first (BhcSheets *self);     /* (transfer none) (nullable) */

/* @sheet: (nullable): NULL makes a new one.  @changes: a{sv} of what is to be changed, taken where
 * it floats.  Errors as the daemon's; a detail “field” names what is to blame. */
void bhc_sheets_save_async (BhcSheets *self,
                            BhcSheet *sheet,
                            GVariant *changes,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean bhc_sheets_save_finish (BhcSheets *self, GAsyncResult *result, GError **error);
void bhc_sheets_remove_async (BhcSheets *self,
                              BhcSheet *sheet,
                              GAsyncReadyCallback callback,
                              gpointer data);
gboolean bhc_sheets_remove_finish (BhcSheets *self, GAsyncResult *result, GError **error);

G_END_DECLS
