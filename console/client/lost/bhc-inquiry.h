/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-api.h"
#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

/* Asks the daemon, conversation by conversation, whether it still has what bhc-doubts.h holds.
 * Main thread. */
#define BHC_TYPE_INQUIRY (bhc_inquiry_get_type ())
G_DECLARE_FINAL_TYPE (BhcInquiry, bhc_inquiry, BHC, INQUIRY, GObject)

BhcInquiry *bhc_inquiry_new (BhcApi *api, BhcCache *cache);

/* Each time there is a connection and the cache is as the daemon has it; an inquiry under way goes
 * on.  One that fails is made again the next time. */
void bhc_inquiry_start (BhcInquiry *self);
void bhc_inquiry_stop (BhcInquiry *self); /* for good */

G_END_DECLS
