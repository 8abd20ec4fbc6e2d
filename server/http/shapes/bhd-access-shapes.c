/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember key_members[] = {
  { "id", BHD_IS_ID },
  { "kind", BHD_IS_WORD, .words = "widget|admin" },
  { "name", BHD_IS_TEXT },
  { "prefix", BHD_IS_TEXT, 0, "The first 8 characters" },
  { "last_used_us", BHD_IS_TIME, BHD_OR_NULL },
  { "created_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_key = { "Key", "A key of the headless API", key_members };

static const BhdMember last_delivery_members[] = {
  { "state", BHD_IS_WORD, .words = "delivered|failed" },
  { "at_us", BHD_IS_TIME },
  { "http_status", BHD_IS_INT, BHD_OR_NULL },
  { NULL },
};
static const BhdShape bhd_shape_last_delivery = { "LastDelivery", "How the last delivery went",
                                                  last_delivery_members };

static const BhdMember webhook_members[] = {
  { "id", BHD_IS_ID },
  { "url", BHD_IS_TEXT },
  { "events", BHD_IS_TEXT, BHD_LIST },
  { "enabled", BHD_IS_BOOL },
  { "has_secret", BHD_IS_BOOL, 0, "The secret itself is told once, when it is made" },
  { "failing_since_us", BHD_IS_TIME, BHD_OR_NULL, "Null while it answers" },
  { "created_us", BHD_IS_TIME },
  BHD_ONE_OR_NULL ("last", last_delivery),
  { NULL },
};
const BhdShape bhd_shape_webhook = { "Webhook", "An address that hears of events",
                                     webhook_members };

static const BhdMember delivery_members[] = {
  { "id", BHD_IS_ID },
  { "webhook_id", BHD_IS_ID, BHD_OR_NULL },
  { "event", BHD_IS_TEXT },
  { "url", BHD_IS_TEXT },
  { "state", BHD_IS_WORD, .words = "waiting|delivered|failed" },
  { "attempts", BHD_IS_INT },
  { "http_status", BHD_IS_INT, BHD_OR_NULL },
  { "error", BHD_IS_TEXT, BHD_OR_NULL },
  { "body", BHD_IS_TEXT, BHD_OR_NULL },
  { "answer", BHD_IS_TEXT, BHD_OR_NULL, "Its first 2000 bytes" },
  { "due_us", BHD_IS_TIME, BHD_OR_NULL },
  { "created_us", BHD_IS_TIME },
  { "finished_us", BHD_IS_TIME, BHD_OR_NULL },
  { NULL },
};
const BhdShape bhd_shape_delivery = { "Delivery", "One event on its way to one webhook",
                                      delivery_members };
