/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember desk_settings_members[] = {
  { "claim_timeout_s", BHD_IS_INT, 0, "Who claims and lets the visitor wait longer gives back" },
  { "auto_resolve_h", BHD_IS_INT, 0, "What nobody touches for so long is resolved" },
  { "retention_days", BHD_IS_INT, 0, "What is resolved is erased after so long" },
  { NULL },
};
const BhdShape bhd_shape_desk_settings = { "DeskSettings",
                                           "How long the desk waits and keeps; 0 is never",
                                           desk_settings_members };
