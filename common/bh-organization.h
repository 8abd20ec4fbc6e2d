/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A tenant and its settings: an immutable record. */
typedef struct
{
  char *id;
  char *slug;
  char *name;
  char *greeting;
  gboolean ai_enabled;
  char *ai_name;
  char **allowed_origins; /* empty: any page may embed the widget */
  char *webhook_url;      /* (nullable) */
  gint64 created_us;
} BhOrganization;

BhOrganization *bh_organization_new_take (BhOrganization *fields);
void bh_organization_unref (BhOrganization *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhOrganization, bh_organization_unref)
void bh_organization_write_json (const BhOrganization *self, BhJsonWriter *json, const char *name);
void bh_organization_write_public_json (const BhOrganization *self,
                                        BhJsonWriter *json,
                                        const char *name);
BhOrganization *bh_organization_from_json (JsonObject *object, GError **error);

G_END_DECLS
