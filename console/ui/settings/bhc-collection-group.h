/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/settings/bhc-settings-topics.h"

G_BEGIN_DECLS

/* The records of a collection, a row each; pressing one opens its window.  Signal "closed": such
 * a window has closed. */
#define BHC_TYPE_COLLECTION_GROUP (bhc_collection_group_get_type ())
G_DECLARE_FINAL_TYPE (BhcCollectionGroup, bhc_collection_group, BHC, COLLECTION_GROUP, AdwBin)

GtkWidget *bhc_collection_group_new (BhcDesk *desk,
                                     const BhcCollection *collection,
                                     BhcSheets *sheets,
                                     gboolean writable);

G_END_DECLS
