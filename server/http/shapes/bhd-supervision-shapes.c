/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember named_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { NULL },
};
const BhdShape bhd_shape_named = { "NamedOperator", "An operator, by id and name", named_members };

static const BhdMember audit_entry_members[] = {
  { "id", BHD_IS_ID },
  { "at_us", BHD_IS_TIME },
  { "operator", BHD_IS_OBJECT, BHD_OR_NULL,
    "Null: the administrator of the machine, or the daemon itself", &bhd_shape_named },
  { "action", BHD_IS_TEXT, 0, "“label.created”" },
  { "subject_id", BHD_IS_TEXT, BHD_OR_NULL, "What it was done to" },
  { "detail", BHD_IS_MAP, 0, "What was said; “also” names what is not told" },
  { NULL },
};
const BhdShape bhd_shape_audit_entry = { "AuditEntry", "One thing that was done",
                                         audit_entry_members };
