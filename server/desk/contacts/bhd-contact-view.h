/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"
#include "server/store/rows/bhd-contact-rows.h"

G_BEGIN_DECLS

/* The contact as the desk sees it; the id comes first.  @pages: (nullable): a JSON array. */
void bhd_contact_write_json (const BhdContactDraft *self,
                             const char *pages,
                             BhJsonWriter *json,
                             const char *name);

/* The strings stay @row's. */
BhdContactDraft bhd_contact_draft_of (const BhdContactRow *row, const char *organization_id);

G_END_DECLS
