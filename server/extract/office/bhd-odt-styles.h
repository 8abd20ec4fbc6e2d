/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/office/bhd-xml.h"

G_BEGIN_DECLS

/* What the styles of an OpenDocument text mean; they stand in front of it, in the same part. */
typedef struct _BhdOdtStyles BhdOdtStyles;

BhdOdtStyles *bhd_odt_styles_new (void);
void bhd_odt_styles_free (BhdOdtStyles *self);

/* Every element that starts or ends passes here. */
void bhd_odt_styles_start (BhdOdtStyles *self, const BhdXmlElement *element);
void bhd_odt_styles_end (BhdOdtStyles *self, const char *name);

/* @name (nullable) */
gboolean bhd_odt_styles_is_title (BhdOdtStyles *self, const char *name);
gboolean
bhd_odt_styles_is_numbered (BhdOdtStyles *self, const char *name, guint level); /* from 1 */

G_END_DECLS
