/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

#define AUTHORS "visitor|ai|operator|system"
#define KINDS "text|note|notice"
#define STATUSES "unresolved|escalated|resolved"

static const BhdMember source_members[] = {
  { "document_id", BHD_IS_ID },
  { "passage_id", BHD_IS_TEXT },
  { "title", BHD_IS_TEXT },
  { "heading", BHD_IS_TEXT, BHD_OR_NULL },
  { "quote", BHD_IS_TEXT, BHD_OPTIONAL },
  { NULL },
};
const BhdShape bhd_shape_source = { "Source", "The passage of an article that an answer rests on",
                                    source_members };

static const BhdMember choice_members[] = {
  { "document_id", BHD_IS_ID },
  { "title", BHD_IS_TEXT },
  { NULL },
};
static const BhdShape bhd_shape_choice = { "Choice", "An article that may have been meant",
                                           choice_members };

static const BhdMember chosen_members[] = {
  { "document_id", BHD_IS_ID, BHD_OR_NULL, "Null: none of them" },
  { "question", BHD_IS_TEXT },
  { NULL },
};
static const BhdShape bhd_shape_chosen = { "Chosen", "Which of the choices the visitor took",
                                           chosen_members };

static const BhdMember action_members[] = {
  { "call_id", BHD_IS_ID },
  { "tool", BHD_IS_TEXT },
  { "text", BHD_IS_TEXT, 0, "The question to the visitor" },
  { "token", BHD_IS_TEXT, BHD_OR_NULL,
    "Sent back with the answer; worth nothing without the visitor's session" },
  { "expires_us", BHD_IS_TIME },
  { "state", BHD_IS_WORD, .words = "pending|done|failed|cancelled" },
  { NULL },
};
static const BhdShape bhd_shape_action = { "Action",
                                           "What a tool would do once the visitor says yes",
                                           action_members };

static const BhdMember attachment_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { "media_type", BHD_IS_TEXT, 0, "What the bytes are, not what the name says" },
  { "size", BHD_IS_INT, 0, "In bytes" },
  { "width", BHD_IS_INT, BHD_OR_NULL, "Of images" },
  { "height", BHD_IS_INT, BHD_OR_NULL, "Of images" },
  { NULL },
};
const BhdShape bhd_shape_attachment = { "Attachment", "A file that came with a message",
                                        attachment_members };

static const BhdMember extra_members[] = {
  { "question", BHD_IS_TEXT, BHD_OR_NULL, "What the choices are about" },
  { "choices", BHD_IS_OBJECT, BHD_LIST | BHD_OPTIONAL, "At most three", &bhd_shape_choice },
  BHD_ONE_OPTIONAL ("chosen", chosen),
  BHD_ONE_OPTIONAL ("action", action),
  { "attachments", BHD_IS_OBJECT, BHD_LIST | BHD_OPTIONAL, "At most five", &bhd_shape_attachment },
  { "mentions", BHD_IS_ID, BHD_LIST | BHD_OPTIONAL, "Of notes: operators" },
  { NULL },
};
static const BhdShape bhd_shape_extra = { "MessageExtra", "What a message carries besides its text",
                                          extra_members };

static const BhdMember message_members[] = {
  { "id", BHD_IS_ID },
  { "conversation_id", BHD_IS_ID },
  { "seq", BHD_IS_INT, 0, "Unique and rising within the organisation; orders a transcript" },
  { "author", BHD_IS_WORD, .words = AUTHORS },
  { "author_id", BHD_IS_TEXT, BHD_OR_NULL },
  { "author_name", BHD_IS_TEXT },
  { "kind", BHD_IS_WORD, .words = KINDS, .about = "A note never reaches a visitor" },
  { "notice", BHD_IS_TEXT, BHD_OR_NULL, "The stable code of a notice, for translation" },
  { "body", BHD_IS_TEXT },
  { "created_us", BHD_IS_TIME },
  BHD_MANY ("sources", source),
  BHD_ONE_OR_NULL ("extra", extra),
  { NULL },
};
const BhdShape bhd_shape_message = { "Message", "One message of a transcript", message_members };

static const BhdMember last_message_members[] = {
  { "author", BHD_IS_WORD, .words = AUTHORS },
  { "author_name", BHD_IS_TEXT, BHD_OR_NULL },
  { "kind", BHD_IS_WORD, .words = KINDS },
  { "body", BHD_IS_TEXT, 0, "The first 200 characters" },
  { "created_us", BHD_IS_TIME },
  { "seq", BHD_IS_INT },
  { NULL },
};
static const BhdShape bhd_shape_last_message = {
  "LastMessage", "What was said last, cut short; the system's notices are none of it",
  last_message_members
};

static const BhdMember visited_members[] = {
  { "url", BHD_IS_TEXT },
  { "title", BHD_IS_TEXT, BHD_OR_NULL },
  { "at_us", BHD_IS_TIME },
  { NULL },
};
static const BhdShape bhd_shape_visited = { "VisitedPage", "A page the visitor was on",
                                            visited_members };

static const BhdMember contact_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { "email", BHD_IS_TEXT, BHD_OR_NULL },
  { "created_us", BHD_IS_TIME },
  { "metadata", BHD_IS_MAP, BHD_OR_NULL, "What the browser told when the session began" },
  { "attributes", BHD_IS_MAP, BHD_OR_NULL, "Answers of the form before the chat" },
  { "external_id", BHD_IS_TEXT, BHD_OR_NULL, "What the site calls this contact" },
  { "verified", BHD_IS_BOOL, BHD_OPTIONAL, "The site vouches for id, name and e-mail" },
  { "blocked", BHD_IS_BOOL, BHD_OPTIONAL, "May not write" },
  { "pages", BHD_IS_OBJECT, BHD_LIST | BHD_OPTIONAL, "The last twenty, newest first",
    &bhd_shape_visited },
  { NULL },
};
const BhdShape bhd_shape_contact = { "Contact", "Somebody who wrote, as the desk knows them",
                                     contact_members };

static const BhdMember assignee_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { "avatar", BHD_IS_HASH, BHD_OR_NULL },
  { NULL },
};
static const BhdShape bhd_shape_assignee = { "Assignee", "The operator who has the conversation",
                                             assignee_members };

static const BhdMember handoff_members[] = {
  { "id", BHD_IS_ID },
  { "status", BHD_IS_WORD, .words = "pending|claimed|resolved|expired" },
  { "reason", BHD_IS_TEXT },
  { "summary", BHD_IS_TEXT, BHD_OR_NULL },
  { "created_us", BHD_IS_TIME },
  { "claimed_us", BHD_IS_TIME, BHD_OR_NULL },
  { NULL },
};
static const BhdShape bhd_shape_handoff = { "Handoff", "Why a person is wanted, and since when",
                                            handoff_members };

static const BhdMember csat_members[] = {
  { "score", BHD_IS_INT, 0, "1 to 5" },
  { "comment", BHD_IS_TEXT },
  { "created_us", BHD_IS_TIME, BHD_OPTIONAL },
  { NULL },
};
static const BhdShape bhd_shape_csat = { "Csat", "How content the visitor was", csat_members };

static const BhdMember team_ref_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { NULL },
};
static const BhdShape bhd_shape_team_ref = { "TeamRef", "The team it was given to",
                                             team_ref_members };

static const BhdMember conversation_members[] = {
  { "id", BHD_IS_ID },
  { "status", BHD_IS_WORD, .words = STATUSES },
  { "channel", BHD_IS_TEXT, 0, "widget, api or offline" },
  { "priority", BHD_IS_WORD, .words = "low|normal|high|urgent" },
  BHD_ONE ("contact", contact),
  BHD_ONE_OR_NULL ("assignee", assignee),
  { "labels", BHD_IS_ID, BHD_LIST },
  BHD_ONE_OR_NULL ("team", team_ref),
  { "mentions", BHD_IS_ID, BHD_LIST, "Operators mentioned in notes who have not looked since" },
  { "snoozed_until_us", BHD_IS_TIME, BHD_OR_NULL },
  BHD_ONE_OR_NULL ("handoff", handoff),
  { "waiting_since_us", BHD_IS_TIME, BHD_OR_NULL },
  { "unread", BHD_IS_INT, 0, "The visitor's messages that no operator has read" },
  { "visitor_read_seq", BHD_IS_INT, 0, "As far as the visitor has read" },
  BHD_ONE_OR_NULL ("csat", csat),
  { "first_reply_us", BHD_IS_TIME, BHD_OR_NULL, "An operator's first text" },
  { "resolved_us", BHD_IS_TIME, BHD_OR_NULL },
  { "message_count", BHD_IS_INT },
  BHD_ONE_OR_NULL ("last_message", last_message),
  { "created_us", BHD_IS_TIME },
  { "updated_us", BHD_IS_TIME },
  { "seq", BHD_IS_INT, 0, "The revision: keep the copy with the higher one" },
  { NULL },
};
const BhdShape bhd_shape_conversation = { "Conversation", "A conversation as the desk sees it",
                                          conversation_members };

static const BhdMember counterpart_members[] = {
  { "name", BHD_IS_TEXT },
  { "avatar", BHD_IS_HASH, BHD_OR_NULL },
  { NULL },
};
static const BhdShape bhd_shape_counterpart = { "Counterpart", "Who answers the visitor",
                                                counterpart_members };

static const BhdMember visitor_conversation_members[] = {
  { "id", BHD_IS_ID },
  { "status", BHD_IS_WORD, .words = STATUSES },
  BHD_ONE_OR_NULL ("operator", counterpart),
  { "ai_name", BHD_IS_TEXT },
  BHD_ONE_OR_NULL ("last_message", last_message),
  { "queue_position", BHD_IS_INT, BHD_OPTIONAL, "Of one that waits for a person; 1 is next" },
  { "unread", BHD_IS_INT, 0, "What the visitor has not read of the others' texts" },
  { "operator_read_seq", BHD_IS_INT, 0, "As far as an operator has read" },
  BHD_ONE_OR_NULL ("csat", csat),
  { "created_us", BHD_IS_TIME },
  { "updated_us", BHD_IS_TIME },
  { "seq", BHD_IS_INT, 0, "The revision: keep the copy with the higher one" },
  { NULL },
};
const BhdShape bhd_shape_visitor_conversation = { "VisitorConversation",
                                                  "A conversation as the visitor sees it",
                                                  visitor_conversation_members };
