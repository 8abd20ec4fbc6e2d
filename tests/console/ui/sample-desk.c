/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/sample-desk.h"

#include "common/bh-clock.h"
#include "tests/console/ui/directory/fake-directory.h"

#define S(text) ((char *) (text))

static const char metadata[] =
    "{\"timezone\":\"America/Toronto\",\"language\":\"en-CA\",\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64; rv:121.0) "
    "Gecko/20100101 Firefox/121.0\",\"currentUrl\":\"https://northwind.example/bikes/trail-29/returns\",\"referrer\":\"direct\"}";

typedef struct
{
  const char *id;
  const char *name;
  const char *email;
  BhStatus status;
  const char *assignee; /* id */
  const char *assignee_name;
  int waiting; /* minutes; 0: nobody waits */
  int unread;
  int age; /* minutes */
  BhAuthor author;
  const char *author_name;
  const char *body;
  const char *priority; /* (nullable) normal */
  const char *labels;   /* (nullable) */
  const char *channel;  /* (nullable) widget */
} Row;

static const Row rows[] = {
  { "c1", "Ada Lindqvist", "ada.lindqvist@example.org", BH_STATUS_ESCALATED, NULL, NULL, 4, 2, 1,
    BH_AUTHOR_VISITOR, "Ada Lindqvist",
    "It is the front fork, and the ride is on Saturday. Could somebody look at the photo?",
    "urgent", "[\"l-repair\",\"l-vip\"]" },
  { "c2", "Tomás Oliveira", "tomas@example.org", BH_STATUS_ESCALATED, NULL, NULL, 11, 1, 11,
    BH_AUTHOR_VISITOR, "Tomás Oliveira", "I would rather talk to a person about the invoice.",
    "high", "[\"l-billing\"]", "api" },
  { "c3", "Priya Raman", "priya.raman@example.org", BH_STATUS_ESCALATED, FAKE_ME, "Mia Brandt", 2,
    1, 2, BH_AUTHOR_VISITOR, "Priya Raman", "Yes, the blue one, size M.", NULL,
    "[\"l-repair\",\"l-billing\",\"l-vip\"]" },
  { "c4", "Jonas Weber", "jonas@example.org", BH_STATUS_ESCALATED, FAKE_ME, "Mia Brandt", 0, 0, 24,
    BH_AUTHOR_OPERATOR, "Mia Brandt",
    "I have booked the workshop for Thursday at 9:00, see you then!" },
  { "c5", "Chloé Martin", "chloe@example.org", BH_STATUS_ESCALATED, "op-sam", "Sam Okafor", 0, 0,
    38, BH_AUTHOR_OPERATOR, "Sam Okafor", "The replacement leaves our warehouse today." },
  { "c6", "Wei Zhang", "wei.zhang@example.org", BH_STATUS_UNRESOLVED, NULL, NULL, 0, 0, 52,
    BH_AUTHOR_AI, "Bell",
    "You can return unused parts within 30 days. Bring the receipt or your order number." },
  { "c7", "Visitor", "", BH_STATUS_UNRESOLVED, NULL, NULL, 0, 3, 75, BH_AUTHOR_VISITOR, "",
    "do you ship to norway" },
  { "c8", "Margaret Abernathy-Fitzwilliam", "margaret@example.org", BH_STATUS_RESOLVED, FAKE_ME,
    "Mia Brandt", 0, 0, 190, BH_AUTHOR_VISITOR, "Margaret",
    "Wonderful, thank you so much for your help!" },
  { "c9", "Ibrahim Khalil", "ibrahim@example.org", BH_STATUS_RESOLVED, NULL, NULL, 0, 0, 1500,
    BH_AUTHOR_AI, "Bell", "The shop in Halifax is open from 10:00 to 18:00." },
};

static void
put_row (BhcDesk *desk, const Row *row)
{
  gboolean handoff = row->status == BH_STATUS_ESCALATED;
  gint64 updated = SAMPLE_NOW - row->age * BH_MINUTE;
  const BhConversation fields = {
    .id = S (row->id),
    .status = row->status,
    .priority = S (row->priority),
    .labels = S (row->labels),
    .channel = S (row->channel),
    .contact_name = S (row->name),
    .contact_email = S (row->email),
    .contact_created_us = SAMPLE_NOW - 3 * 24 * BH_HOUR,
    .contact_metadata = S (metadata),
    .assignee_id = S (row->assignee),
    .assignee_name = S (row->assignee_name),
    .handoff_id = handoff ? S ("h") : NULL,
    .handoff_status = handoff ? S ("pending") : NULL,
    .handoff_reason = S ("user_requested"),
    .handoff_summary =
        S ("Fork of a Trail 29 creaks after a fall; asks whether it is safe to ride on Saturday."),
    .handoff_created_us = SAMPLE_NOW - row->waiting * BH_MINUTE,
    .waiting_since_us = row->waiting > 0 ? SAMPLE_NOW - row->waiting * BH_MINUTE : 0,
    .unread = row->unread,
    .message_count = 9,
    .last_author = row->author,
    .last_author_name = S (row->author_name),
    .last_kind = BH_MESSAGE_TEXT,
    .last_body = S (row->body),
    .last_created_us = updated,
    .last_seq = 9,
    .created_us = updated,
    .updated_us = updated,
    .seq = 9,
  };

  fake_desk_put (desk, &fields);
}

typedef struct
{
  BhAuthor author;
  BhMessageKind kind;
  const char *name;
  const char *body;
  int age; /* minutes */
  const char *notice;
  const char *sources;
} Line;

static const char sources[] =
    "[{\"document_id\":\"d\",\"passage_id\":\"p\",\"title\":\"Warranty\",\"heading\":\"Frames and forks\",\"quote\":\"Frames and "
    "forks are covered for five years against defects in material and workmanship.\"},"
    "{\"document_id\":\"e\",\"passage_id\":\"q\",\"title\":\"Repairs\",\"heading\":\"After a fall\",\"quote\":\"Have a fork "
    "inspected after a hard fall before you ride again.\"}]";

static const Line lines[] = {
  { BH_AUTHOR_AI, BH_MESSAGE_TEXT, "Bell",
    "Hello! Ask me about orders, returns, repairs or anything else at Northwind Cycles.", 1466,
    NULL, NULL },
  { BH_AUTHOR_VISITOR, BH_MESSAGE_TEXT, "Ada Lindqvist",
    "Hi! Is the fork of my Trail 29 still under warranty?", 1465, NULL, NULL },
  { BH_AUTHOR_AI, BH_MESSAGE_TEXT, "Bell",
    "Frames and forks are covered for five years against defects in material and workmanship. Have a fork inspected after a hard fall before you ride again.",
    1464, NULL, sources },
  { BH_AUTHOR_VISITOR, BH_MESSAGE_TEXT, "Ada Lindqvist",
    "Good to know. It creaks since I fell last week.", 12, NULL, NULL },
  { BH_AUTHOR_VISITOR, BH_MESSAGE_TEXT, "Ada Lindqvist",
    "The bike is this one: https://northwind.example/bikes/trail-29.", 12, NULL, NULL },
  { BH_AUTHOR_AI, BH_MESSAGE_TEXT, "Bell",
    "I am not sure about that one. Would you like to talk to a person?", 11, NULL, NULL },
  { BH_AUTHOR_SYSTEM, BH_MESSAGE_NOTICE, "Ada Lindqvist", "Ada Lindqvist asked for a person", 10,
    "handoff_requested", NULL },
  { BH_AUTHOR_SYSTEM, BH_MESSAGE_NOTICE, "Sam Okafor", "Sam Okafor joined", 9, "operator_joined",
    NULL },
  { BH_AUTHOR_OPERATOR, BH_MESSAGE_TEXT, "Sam Okafor",
    "Hello Ada, Sam here. I am sorry to hear about your fall! Which part creaks, and are you all right?",
    8, NULL, NULL },
  { BH_AUTHOR_OPERATOR, BH_MESSAGE_NOTE, "Sam Okafor",
    "Serial number is from the recalled batch (see the list in the workshop). Shift ends for me now, please take over.",
    6, NULL, NULL },
  { BH_AUTHOR_SYSTEM, BH_MESSAGE_NOTICE, "Sam Okafor", "Sam Okafor left", 5, "operator_left",
    NULL },
  { BH_AUTHOR_VISITOR, BH_MESSAGE_TEXT, "Ada Lindqvist", "I am fine, thanks!", 2, NULL, NULL },
  { BH_AUTHOR_VISITOR, BH_MESSAGE_TEXT, "Ada Lindqvist",
    "It is the front fork, and the ride is on Saturday. Could somebody look at the photo?", 1, NULL,
    NULL },
};

void
sample_desk_fill (BhcDesk *desk)
{
  bh_clock_set (SAMPLE_NOW);
  fake_directory_fill (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    put_row (desk, &rows[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const BhMessage fields = {
        .seq = (gint64) i + 1,
        .author = lines[i].author,
        .author_id = lines[i].author == BH_AUTHOR_OPERATOR ? S ("op-sam") : NULL,
        .author_name = S (lines[i].name),
        .kind = lines[i].kind,
        .notice = S (lines[i].notice),
        .body = S (lines[i].body),
        .sources = S (lines[i].sources),
        .created_us = SAMPLE_NOW - lines[i].age * BH_MINUTE,
      };

      fake_desk_say (desk, "c1", &fields, NULL);
    }
}
