/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

G_BEGIN_DECLS

/* Puts the line “New” above the first of the last @n texts of the visitor in @messages (of
 * BhcMessage), and takes it off every other.  @all: there are no older ones than these, so that the
 * first of fewer will do.  Returns: (transfer none) (nullable): the message; NULL: it is not among
 * them */
BhcMessage *bhc_unread_mark (GListModel *messages, guint n, gboolean all);

G_END_DECLS
