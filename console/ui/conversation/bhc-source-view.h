/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where an answer came from: the article, which a press opens, and the words. */
GtkWidget *bhc_source_view_new (BhcSource *source);

G_END_DECLS
