/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember found_message_members[] = {
  BHD_ONE ("conversation", conversation),
  { "message_id", BHD_IS_ID },
  { "seq", BHD_IS_INT },
  { "author", BHD_IS_WORD, .words = "visitor|ai|operator|system" },
  { "author_name", BHD_IS_TEXT },
  { "kind", BHD_IS_WORD, .words = "text|note" },
  { "excerpt", BHD_IS_TEXT, 0, "Around the first word that was found" },
  { "marks", BHD_IS_ANY, BHD_LIST,
    "Where the words stand in the excerpt: [start, length], in characters" },
  { "created_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_found_message = { "FoundMessage", "A message that a search finds",
                                           found_message_members };

static const BhdMember found_article_members[] = {
  { "document_id", BHD_IS_ID },
  { "title", BHD_IS_TEXT },
  { "excerpt", BHD_IS_TEXT },
  { NULL },
};
const BhdShape bhd_shape_found_article = { "FoundArticle", "An article that a search finds",
                                           found_article_members };
