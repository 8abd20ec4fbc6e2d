/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-catalog.h"
#include "console/ui/knowledge/bhc-entry-row.h"

G_BEGIN_DECLS

/* A catalog as a list, with what is to be seen instead while there is nothing: loading, nothing
 * there, nothing found, no connection, an error.  More is fetched as one scrolls.
 *
 * Signal "activated" (BhcEntry *). */
#define BHC_TYPE_CATALOG_VIEW (bhc_catalog_view_get_type ())
G_DECLARE_FINAL_TYPE (BhcCatalogView, bhc_catalog_view, BHC, CATALOG_VIEW, AdwBin)

typedef struct
{
  const BhcEntryLook *look;
  const char *name; /* of the list, for screen readers */
  const char *icon; /* where it is empty */
  const char *empty;
  const char *hint;
  gboolean several; /* may be selected at once */
  gboolean eager;   /* the first is selected before anybody says so */
} BhcCatalogLook;

/* Once, before anything else; words are translated. */
void bhc_catalog_view_set_look (BhcCatalogView *self, const BhcCatalogLook *look);

/* @filtered: an empty list means that nothing was found. */
void bhc_catalog_view_set_catalog (BhcCatalogView *self, BhcCatalog *catalog, gboolean filtered);
BhcCatalog *bhc_catalog_view_get_catalog (BhcCatalogView *self); /* (nullable) */
GtkSelectionModel *bhc_catalog_view_get_selection (BhcCatalogView *self);

G_END_DECLS
