/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/find/bh-find-query.h"
#include "console/client/cache/find/bhc-find-page.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is asked of an index. */
typedef struct
{
  char *text;
  GTimeZone *zone;
  gint64 below_seq; /* 0: from the newest on */
  guint limit;
} BhcFindWish;

BhcFindWish *bhc_find_wish_new (const char *text, GTimeZone *zone, gint64 below_seq, guint limit);
void bhc_find_wish_free (BhcFindWish *self);

/* Looks at a bounded number of messages, as the daemon does: the page may have fewer hits than
 * asked for, or none, and yet a next one.  Errors: BH_ERROR_INVALID: the text;
 * G_IO_ERROR_CANCELLED. */
BhcFindPage *bhc_find_look (BhDb *index,
                            const char *me,
                            const BhcFindWish *wish,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
