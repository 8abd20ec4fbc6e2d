/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/contacts/bhd-contact-view.h"

void
bhd_contact_write_json (const BhdContactDraft *self,
                        const char *pages,
                        BhJsonWriter *json,
                        const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "name", self->name);
  bh_json_string (json, "email", self->email);
  bh_json_int (json, "created_us", self->created_us);
  bh_json_raw (json, "metadata", self->metadata);
  bh_json_raw (json, "attributes", self->attributes);
  bh_json_string (json, "external_id", self->external_id);
  bh_json_bool (json, "verified", self->external_id != NULL);
  bh_json_bool (json, "blocked", self->blocked);
  if (pages != NULL)
    bh_json_raw (json, "pages", pages);
  bh_json_end_object (json);
}

BhdContactDraft
bhd_contact_draft_of (const BhdContactRow *row, const char *organization_id)
{
  return (BhdContactDraft){ .organization_id = organization_id,
                            .id = row->id,
                            .name = row->name,
                            .email = row->email,
                            .metadata = row->metadata,
                            .created_us = row->created_us,
                            .attributes = row->attributes,
                            .external_id = row->external_id,
                            .blocked = row->blocked_us > 0 };
}
