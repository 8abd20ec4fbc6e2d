/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-listing-private.h"

GPtrArray *
bhd_listing_cut (GPtrArray *rows, guint limit, gboolean *more)
{
  *more = rows != NULL && rows->len > limit;
  if (*more)
    g_ptr_array_set_size (rows, (int) limit);
  return rows;
}
