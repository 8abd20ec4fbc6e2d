/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-entry.h"
#include "console/model/knowledge/bhc-library.h"

G_BEGIN_DECLS

/* A GListModel of BhcEntry: the records of one kind that match a filter, fetched page by page,
 * following what the feed tells.  What was fetched stays while there is no connection.  Properties:
 * "loading", "error" (nullable sentence: why the next page could not be fetched), "has-more",
 * "loaded" (the first page has come once).  Main thread. */
#define BHC_TYPE_CATALOG (bhc_catalog_get_type ())
G_DECLARE_FINAL_TYPE (BhcCatalog, bhc_catalog, BHC, CATALOG, GObject)

/* What is nullable and NULL does not matter. */
typedef struct
{
  const char *query;    /* (nullable) of documents: words of the title or text */
  const char *status;   /* (nullable) */
  const char *category; /* (nullable) of documents */
  const char *document; /* (nullable) of phrasings: whose */
} BhcCatalogFilter;

/* Begins to fetch as soon as there is a connection. */
BhcCatalog *bhc_catalog_new (BhcLibrary *library, BhcKind kind, const BhcCatalogFilter *filter);
void bhc_catalog_load_more (BhcCatalog *self); /* nothing while that is under way or done */
void bhc_catalog_reload (BhcCatalog *self);
gboolean bhc_catalog_has_more (BhcCatalog *self);
BhcEntry *bhc_catalog_find (BhcCatalog *self, const char *id); /* (transfer none) (nullable) */

G_END_DECLS
