/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/outside/bhc-outside-private.h"

/* ---- keys ---- */

static const BhcChoice key_kinds[] = {
  { "widget", N_ ("Chat") },
  { "admin", N_ ("Read conversations") },
  { NULL },
};

static const BhcSetting key_settings[] = {
  { BHC_SETTING_LINE, "name", N_ ("Name"), N_ ("What it is for"), .max = 80,
    .check = bhc_check_name },
  { BHC_SETTING_CHOICE, "kind", N_ ("It May"), NULL, key_kinds },
  { BHC_SETTING_SHOWN, "prefix", N_ ("Begins With") },
  { BHC_SETTING_TIME, "last_used_us", N_ ("Last Used") },
  { BHC_SETTING_TIME, "created_us", N_ ("Made") },
  { 0 },
};

const BhcCollection bhc_keys = {
  .title = N_ ("API Keys"),
  .hint = N_ ("For your own servers and clients. A key is told once, when it is made."),
  .add = N_ ("Add a Key"),
  .change = N_ ("API Key"),
  .empty = N_ ("No key yet"),
  .kind = { "/v1/desk/keys", "keys", "key" },
  .settings = key_settings,
  .name = "name",
  .details = { "kind", "prefix", "last_used_us" },
  .fixed = TRUE,
  .remove = N_ ("_Revoke…"),
  .lost = N_ ("Whoever uses it is refused from now on. This cannot be undone."),
};

/* ---- webhooks ---- */

#define EVENTS                                                                                     \
  { "conversation.created", N_ ("A conversation begins") },                                        \
      { "conversation.resolved", N_ ("A conversation is resolved") },                              \
      { "conversation.reopened", N_ ("A conversation is reopened") },                              \
      { "message.created", N_ ("A message is written") },                                          \
      { "handoff.created", N_ ("A person is asked for") },                                         \
      { "handoff.claimed", N_ ("A person takes over") },                                           \
      { "handoff.released", N_ ("A person lets go") },                                             \
      { "contact.created", N_ ("A contact is new") },                                              \
      { "contact.updated", N_ ("A contact has changed") },                                         \
      { "csat.submitted", N_ ("A rating is given") },                                              \
      { "gap.created", N_ ("The articles lack an answer") },

/* A test comes by itself; it cannot be chosen. */
static const BhcChoice chosen_events[] = { EVENTS{ NULL } };
static const BhcChoice events[] = { EVENTS{ "ping", N_ ("Test") }, { NULL } };

static const BhcSetting webhook_settings[] = {
  { BHC_SETTING_LINE, "url", N_ ("Address"), N_ ("Such as https://www.example.org/bellhop"),
    .max = 2000, .check = bhc_check_address },
  { BHC_SETTING_SWITCH, "enabled", N_ ("In Use"), .initial = "true" },
  { BHC_SETTING_CHECKS, "events", N_ ("Is Told When"), NULL, chosen_events,
    .check = bhc_check_some },
  { BHC_SETTING_TIME, "failing_since_us", N_ ("Fails Since") },
  { 0 },
};

static char *
tell_ping (GVariant *answer)
{
  return g_strdup (_ ("A test is on its way. What became of it stands among the deliveries."));
}

static const BhcTrial test_trial = {
  .title = N_ ("Test"),
  .hint = N_ ("Sends “ping” to what is saved"),
  .button = N_ ("_Send"),
  .path = "/v1/desk/webhooks/%s/test",
  .tell = tell_ping,
};

static const BhcTrial secret_trial = {
  .title = N_ ("Secret"),
  .hint = N_ ("Signs each delivery, so that your server knows who sent it"),
  .button = N_ ("_New Secret…"),
  .path = "/v1/desk/webhooks/%s/secret",
  .question = N_ ("The secret that your server uses now signs nothing any more."),
};

const BhcCollection bhc_webhooks = {
  .title = N_ ("Webhooks"),
  .hint = N_ ("Your servers are told what happens here, each in a signed request of its own"),
  .add = N_ ("Add a Webhook"),
  .change = N_ ("Webhook"),
  .empty = N_ ("No webhook yet"),
  .kind = { "/v1/desk/webhooks", "webhooks", "webhook" },
  .settings = webhook_settings,
  .name = "url",
  .details = { "events" },
  .enabled = "enabled",
  .trials = { &test_trial, &secret_trial },
  .failing = "failing_since_us",
  .lost = N_ ("Its secret and its deliveries go with it. This cannot be undone."),
};

/* ---- deliveries ---- */

static const BhcChoice states[] = {
  { "waiting", N_ ("Waiting") },
  { "delivered", N_ ("Delivered") },
  { "failed", N_ ("Failed") },
  { NULL },
};

static const BhcSetting delivery_settings[] = {
  { BHC_SETTING_SHOWN, "event", N_ ("Event"), NULL, events },
  { BHC_SETTING_SHOWN, "state", N_ ("State"), NULL, states },
  { BHC_SETTING_SHOWN, "url", N_ ("Address") },
  { BHC_SETTING_SHOWN, "attempts", N_ ("Attempts") },
  { BHC_SETTING_SHOWN, "http_status", N_ ("Status") },
  { BHC_SETTING_SHOWN, "error", N_ ("What Went Wrong") },
  { BHC_SETTING_TIME, "created_us", N_ ("Happened") },
  { BHC_SETTING_TIME, "due_us", N_ ("Is Tried Again") },
  { BHC_SETTING_TIME, "finished_us", N_ ("Ended") },
  { BHC_SETTING_CODE, "body", N_ ("Sent") },
  { BHC_SETTING_CODE, "answer", N_ ("Answered"), N_ ("Its first 2000 bytes") },
  { 0 },
};

static char *
tell_repeat (GVariant *answer)
{
  return g_strdup (_ ("It is on its way again, under the same id."));
}

static const BhcTrial repeat_trial = {
  .title = N_ ("Repeat"),
  .hint = N_ ("Sends it again, so that a server that has seen it can tell"),
  .button = N_ ("_Repeat"),
  .path = "/v1/desk/deliveries/%s/repeat",
  .tell = tell_repeat,
};

const BhcCollection bhc_deliveries = {
  .title = N_ ("Deliveries"),
  .hint = N_ ("Of the last thirty days, newest first"),
  .change = N_ ("Delivery"),
  .empty = N_ ("Nothing was sent yet"),
  .kind = { "/v1/desk/deliveries?limit=50", "deliveries", "delivery" },
  .settings = delivery_settings,
  .name = "event",
  .details = { "state", "http_status", "attempts", "created_us" },
  .trials = { &repeat_trial },
  .fixed = TRUE,
};
