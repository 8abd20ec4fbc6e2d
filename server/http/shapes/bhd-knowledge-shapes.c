/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember document_members[] = {
  { "id", BHD_IS_ID },
  { "title", BHD_IS_TEXT },
  { "category", BHD_IS_TEXT },
  { "format", BHD_IS_TEXT, 0, "markdown, text, csv, html, pdf, docx or odt" },
  { "source", BHD_IS_WORD, .words = "written|upload|url" },
  { "file_name", BHD_IS_TEXT, BHD_OR_NULL },
  { "url", BHD_IS_TEXT, BHD_OR_NULL },
  { "body", BHD_IS_TEXT, BHD_OPTIONAL, "When asked for alone" },
  { "size", BHD_IS_INT, 0, "In bytes" },
  { "status", BHD_IS_WORD, .words = "queued|extracting|indexing|ready|error" },
  { "error", BHD_IS_TEXT, BHD_OR_NULL },
  { "created_us", BHD_IS_TIME },
  { "updated_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_document = { "Document", "An article of the knowledge base",
                                      document_members };

static const BhdMember passage_members[] = {
  { "id", BHD_IS_TEXT },
  { "heading", BHD_IS_TEXT, BHD_OR_NULL },
  { "body", BHD_IS_TEXT },
  { NULL },
};
const BhdShape bhd_shape_passage = { "Passage", "A piece of a document that can be found",
                                     passage_members };

static const BhdMember gap_example_members[] = {
  { "question", BHD_IS_TEXT },
  { "conversation_id", BHD_IS_ID, BHD_OR_NULL },
  { "created_us", BHD_IS_TIME },
  { NULL },
};
static const BhdShape bhd_shape_gap_example = { "GapExample", "One time a gap was met",
                                                gap_example_members };

static const BhdMember gap_members[] = {
  { "id", BHD_IS_ID },
  { "question", BHD_IS_TEXT },
  { "hits", BHD_IS_INT },
  { "status", BHD_IS_WORD, .words = "open|closed" },
  { "resolution", BHD_IS_WORD, BHD_OR_NULL, .words = "article|linked|dismissed" },
  { "document_id", BHD_IS_ID, BHD_OR_NULL },
  { "first_us", BHD_IS_TIME },
  { "last_us", BHD_IS_TIME },
  { "conversation_id", BHD_IS_ID, BHD_OR_NULL },
  { "answered", BHD_IS_BOOL },
  BHD_MANY ("examples", gap_example),
  { NULL },
};
const BhdShape bhd_shape_gap = { "Gap", "A question without an answer", gap_members };

static const BhdMember phrasing_members[] = {
  { "id", BHD_IS_ID },
  { "document_id", BHD_IS_ID },
  { "title", BHD_IS_TEXT, BHD_OR_NULL, "Of the document" },
  { "question", BHD_IS_TEXT },
  { "status", BHD_IS_WORD, .words = "proposed|approved|rejected" },
  { "origin", BHD_IS_WORD, .words = "operator|visitor|gap|written" },
  { "hits", BHD_IS_INT },
  { "conversation_id", BHD_IS_ID, BHD_OR_NULL },
  { "created_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_phrasing = { "Phrasing", "Another way to ask for a document",
                                      phrasing_members };

static const BhdMember upload_members[] = {
  { "id", BHD_IS_ID },
  { "received", BHD_IS_INT, 0, "Bytes; go on from there" },
  { NULL },
};
const BhdShape bhd_shape_upload = { "Upload", "How far a file has come", upload_members };

static const BhdMember format_members[] = {
  { "name", BHD_IS_TEXT },
  { "label", BHD_IS_TEXT },
  { "extensions", BHD_IS_TEXT, BHD_LIST },
  { "media_types", BHD_IS_TEXT, BHD_LIST },
  { NULL },
};
const BhdShape bhd_shape_format = { "Format", "A kind of file that is read", format_members };

static const BhdMember parts_members[] = {
  { "lexical", BHD_IS_NUMBER },
  { "phrasing", BHD_IS_NUMBER },
  { "words", BHD_IS_NUMBER },
  { "dense", BHD_IS_NUMBER },
  { NULL },
};
const BhdShape bhd_shape_parts = { "ScoreParts", "What a score is made of", parts_members };

static const BhdMember hit_members[] = {
  { "document_id", BHD_IS_ID },
  { "passage_id", BHD_IS_TEXT },
  { "title", BHD_IS_TEXT },
  { "heading", BHD_IS_TEXT, BHD_OR_NULL },
  { "body", BHD_IS_TEXT },
  { "score", BHD_IS_NUMBER },
  BHD_ONE ("parts", parts),
  { "matched", BHD_IS_TEXT, BHD_OR_NULL, "The phrasing that was met" },
  { NULL },
};
const BhdShape bhd_shape_hit = { "Hit", "A passage that a question finds", hit_members };

static const BhdMember embedding_members[] = {
  { "model", BHD_IS_TEXT },
  { "done", BHD_IS_INT },
  { "total", BHD_IS_INT },
  { NULL },
};
const BhdShape bhd_shape_embedding = { "Embedding", "How far the search by meaning has come",
                                       embedding_members };

static const BhdMember document_counts_members[] = {
  { "ready", BHD_IS_INT },
  { "waiting", BHD_IS_INT },
  { "error", BHD_IS_INT },
  { NULL },
};
const BhdShape bhd_shape_document_counts = { "DocumentCounts", "Documents by how far they are",
                                             document_counts_members };

static const BhdMember phrasing_counts_members[] = {
  { "proposed", BHD_IS_INT },
  { NULL },
};
const BhdShape bhd_shape_phrasing_counts = { "PhrasingCounts", "Phrasings that want a decision",
                                             phrasing_counts_members };
