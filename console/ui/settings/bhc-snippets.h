/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How the widget is put on a page: the lines for each way there is, to be copied. */
GtkWidget *bhc_snippets_new (BhcDesk *desk);

G_END_DECLS
