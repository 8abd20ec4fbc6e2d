/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What conversations are sorted by.  Properties: "id", "name", "color" (“#rrggbb”). */
#define BHC_TYPE_LABEL (bhc_label_get_type ())
G_DECLARE_FINAL_TYPE (BhcLabel, bhc_label, BHC, LABEL, GObject)

const char *bhc_label_get_id (BhcLabel *self);
const char *bhc_label_get_name (BhcLabel *self);
const char *bhc_label_get_color (BhcLabel *self);

G_END_DECLS
