/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"
#include "console/model/files/bhc-files.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  BHC_DELIVERY_STORED,    /* the daemon has it */
  BHC_DELIVERY_WAITING,   /* in the outbox */
  BHC_DELIVERY_REFUSED,   /* the daemon said no: "refusal" says why */
  BHC_DELIVERY_STREAMING, /* the AI is still writing it */
  BHC_DELIVERY_HELD,      /* in the outbox, and can still be taken back for a moment */
  BHC_DELIVERY_STALE,     /* a colleague answered meanwhile: "refusal" says who */
  BHC_DELIVERY_LOST,      /* the daemon had it: it was put back to an older backup */
  BHC_DELIVERY_SEEN,      /* stored, and the last one of ours that the visitor has read */
} BhcDelivery;
#define BHC_TYPE_DELIVERY (bhc_delivery_get_type ())
GType bhc_delivery_get_type (void);

/* One line of a transcript.  Read-only properties for bindings: "id", "author" (wire word),
 * "author-name", "kind", "notice", "body", "created-us", "delivery" (BhcDelivery), "refusal"
 * (nullable), "sources" (nullable GListModel of BhcSource), "choices" (titles that were offered),
 * "asked" (nullable: what the visitor has to confirm) and "asked-state" (wire word), "mine",
 * "first-of-day", "first-of-author", "offline" (it was written without a connection),
 * "mentions" (nullable: names of colleagues and teams that a note mentions). */
#define BHC_TYPE_MESSAGE (bhc_message_get_type ())
G_DECLARE_FINAL_TYPE (BhcMessage, bhc_message, BHC, MESSAGE, GObject)

/* Where the eye is led: "first-unread" (boolean) has the line “New” above it, "found" (nullable)
 * are the words somebody looks for in it, "lit" (boolean) is what somebody was brought to.  Set by
 * whoever shows the transcript. */

/* Where an answer of the AI came from: properties "title", "heading", "quote", "document-id",
 * "passage-id". */
#define BHC_TYPE_SOURCE (bhc_source_get_type ())
G_DECLARE_FINAL_TYPE (BhcSource, bhc_source, BHC, SOURCE, GObject)

/* @sources: as a record keeps them (nullable).  Returns: (transfer full) (nullable): of BhcSource
 */
GListModel *bhc_sources_parse (const char *sources);

const BhMessage *bhc_message_get_record (BhcMessage *self);
BhcDelivery bhc_message_get_delivery (BhcMessage *self);

/* Where those that came with it are.  (nullable) */
BhcFiles *bhc_message_get_files (BhcMessage *self);

G_END_DECLS
