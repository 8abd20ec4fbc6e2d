/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember team_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { "members", BHD_IS_ID, BHD_LIST, "Operators" },
  { NULL },
};
const BhdShape bhd_shape_team = { "Team", "Operators who take conversations together",
                                  team_members };

static const BhdMember label_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { "color", BHD_IS_TEXT, 0, "#rrggbb" },
  { NULL },
};
const BhdShape bhd_shape_label = { "Label", "A word that conversations are sorted by",
                                   label_members };

static const BhdMember canned_file_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { "media_type", BHD_IS_TEXT },
  { "size", BHD_IS_INT },
  { "width", BHD_IS_INT, BHD_OPTIONAL, "Of pictures" },
  { "height", BHD_IS_INT, BHD_OPTIONAL, "Of pictures" },
  { NULL },
};
static const BhdShape bhd_shape_canned_file = { "CannedFile", "A file that goes with the reply",
                                                canned_file_members };

static const BhdMember canned_members[] = {
  { "id", BHD_IS_ID },
  { "shortcut", BHD_IS_TEXT, 0, "What is typed after the slash" },
  { "title", BHD_IS_TEXT },
  { "body", BHD_IS_TEXT, 0, "With {{variables}} that the console fills in" },
  { "shared", BHD_IS_BOOL },
  BHD_MANY ("attachments", canned_file),
  { "updated_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_canned = { "Canned", "A reply that is kept ready", canned_members };

static const BhdMember filter_members[] = {
  { "statuses", BHD_IS_WORD, BHD_LIST | BHD_OPTIONAL, .words = "unresolved|escalated|resolved" },
  { "labels", BHD_IS_ID, BHD_LIST | BHD_OPTIONAL },
  { "assignees", BHD_IS_TEXT, BHD_LIST | BHD_OPTIONAL, "An operator's id, me or none" },
  { "teams", BHD_IS_TEXT, BHD_LIST | BHD_OPTIONAL, "A team's id or none" },
  { "priorities", BHD_IS_WORD, BHD_LIST | BHD_OPTIONAL, .words = "low|normal|high|urgent" },
  { "channels", BHD_IS_WORD, BHD_LIST | BHD_OPTIONAL, .words = "widget|api|offline" },
  { "since_days", BHD_IS_INT, BHD_OPTIONAL, "Since the last activity" },
  { "snoozed", BHD_IS_BOOL, BHD_OPTIONAL },
  { NULL },
};
static const BhdShape bhd_shape_filter = { "ViewFilter", "What is left out asks nothing",
                                           filter_members };

static const BhdMember view_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { "shared", BHD_IS_BOOL },
  { "position", BHD_IS_INT },
  { "sort", BHD_IS_WORD, .words = "activity|waiting|priority" },
  BHD_ONE ("filter", filter),
  { NULL },
};
const BhdShape bhd_shape_saved_view = { "SavedView", "A view of the inbox", view_members };
