/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/gallery/furnish.h"

#include "common/bh-id.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

typedef struct
{
  const char *method;
  const char *path;
  const char *body;
} Wish;

#define ID(n) "\"id\":\"0190a000-0000-7000-8000-0000000000" n "\""

static const Wish wishes[] = {
  { "POST", "/v1/desk/labels", "{" ID ("01") ",\"name\":\"Repair\",\"color\":\"#1c71d8\"}" },
  { "POST", "/v1/desk/labels", "{" ID ("02") ",\"name\":\"Billing\",\"color\":\"#c64600\"}" },
  { "POST", "/v1/desk/labels",
    "{" ID ("03") ",\"name\":\"Returns and refunds\",\"color\":\"#26a269\"}" },
  { "POST", "/v1/desk/canned",
    "{" ID ("04") ",\"shortcut\":\"hello\",\"title\":\"Greeting\",\"body\":\"Hello "
                  "{{contact.first_name|there}}, how can I help?\",\"shared\":true}" },
  { "POST", "/v1/desk/canned",
    "{" ID ("05") ",\"shortcut\":\"hours\",\"title\":\"Opening hours\",\"body\":\"We are here from "
                  "9:00 to 18:00, Monday to Saturday.\",\"shared\":true}" },
  { "POST", "/v1/desk/views",
    "{" ID (
        "06") ",\"name\":\"Repairs that wait\",\"shared\":true,\"filter\":{\"labels\":[\"0190a000-0000-"
              "7000-8000-000000000001\"]}}" },
  { "POST", "/v1/desk/teams", "{" ID ("07") ",\"name\":\"Workshop\",\"members\":[]}" },
  { "POST", "/v1/desk/keys", "{" ID ("08") ",\"name\":\"Our shop\",\"kind\":\"admin\"}" },
  { "POST", "/v1/desk/webhooks",
    "{" ID ("09") ",\"url\":\"https://northwind.example/desk/told\",\"enabled\":false,\"events\":["
                  "\"conversation.created\",\"conversation.resolved\",\"csat.submitted\"]}" },
  { "POST", "/v1/desk/guardrails",
    "{" ID ("10") ",\"name\":\"Politics\",\"type\":\"blocked_topic\",\"pattern\":\"election, "
                  "president\",\"action\":\"block\",\"direction\":\"in\",\"message\":\"We do not "
                  "talk about politics here.\"}" },
  { "POST", "/v1/desk/tools",
    "{" ID ("11") ",\"name\":\"order_status\",\"description\":\"Where the order is\",\"method\":"
                  "\"GET\",\"url\":\"https://northwind.example/orders\",\"enabled\":false}" },
  { "POST", "/v1/desk/documents",
    "{\"title\":\"Delivery times and shipping costs\",\"category\":\"Help\",\"format\":\"markdown\","
    "\"body\":\"# Delivery\\n\\nA bike takes **five to eight working days**.\\n\\n- Parcels: two "
    "days\\n- Islands: longer\"}" },
  { "POST", "/v1/desk/documents",
    "{\"title\":\"Returns within 30 days\",\"category\":\"Help\",\"format\":\"markdown\",\"body\":"
    "\"Send it back within 30 days.\"}" },
};

typedef struct
{
  const char *name;
  const char *words[3];
  gboolean person;   /* asks for one */
  const char *deed;  /* (nullable) what Mia does … */
  const char *reply; /* (nullable) … and says */
  gboolean files;    /* sends a picture and a paper */
} Visit;

static const Visit visits[] = {
  { "Margaret Abernathy-Fitzwilliam", { "Wonderful, thank you!" }, TRUE, "resolve" },
  { "Ibrahim Khalil", { "Where can I moor my submarine?" }, FALSE, NULL },
  { "Chloé Martin",
    { "The replacement has not come yet.", "Hello?" },
    TRUE,
    "claim",
    "I am sorry to hear that.  Which **order** is it?" },
  { "Ada Lindqvist",
    { "How long does a bike take to arrive?", "It creaks since I fell last week.",
      "Could somebody look at https://northwind.example/bikes/trail-29/returns?order=4711 please?" },
    TRUE,
    NULL,
    NULL,
    TRUE },
  { "Tomás Oliveira", { "I would rather talk to a person about the invoice." }, TRUE, NULL },
};

/* (transfer full) */
static GBytes *
paint (void)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 200);
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize size;

  gdk_pixbuf_fill (picture, 0x2ec27eff);
  gdk_pixbuf_save_to_buffer (picture, &bytes, &size, "png", &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, size);
}

/* Returns: (transfer full): its id */
static char *
upload (BhtApi *visitor, const char *conversation, const char *name, GBytes *bytes)
{
  char *id = bh_id_new ();
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/uploads", conversation);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"name\":\"%s\",\"size\":%zu}", id, name,
                                           g_bytes_get_size (bytes));
  g_autofree char *piece = g_strdup_printf ("/v1/widget/uploads/%s?offset=0", id);
  g_autoptr (JsonNode) answer = bht_api_expect (visitor, "POST", path, body, 201);

  g_assert_cmpuint (bht_api_send_bytes (visitor, "PUT", piece, bytes, NULL), ==, 201);
  return id;
}

static void
send_files (BhtApi *visitor, const char *conversation)
{
  g_autoptr (GBytes) picture = paint ();
  g_autoptr (GBytes) paper = g_bytes_new_static ("Order 4711", 10);
  g_autofree char *fork = upload (visitor, conversation, "fork.png", picture);
  g_autofree char *order = upload (
      visitor, conversation, "Confirmation of order 4711 from the 3rd of November.txt", paper);
  g_autofree char *id = bh_id_new ();
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/messages", conversation);
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"%s\",\"body\":\"\",\"attachments\":[\"%s\",\"%s\"]}", id, fork, order);
  g_autoptr (JsonNode) answer = bht_api_expect (visitor, "POST", path, body, 201);
}

static void
visit (BhtBellhopd *daemon, BhtApi *desk, const Visit *visit)
{
  g_autoptr (BhtApi) visitor = bht_api_new_visitor (bht_bellhopd_url (daemon), visit->name);
  g_autofree char *conversation = bht_api_open_conversation (visitor);
  g_autofree char *person = g_strdup_printf ("/v1/widget/conversations/%s/person", conversation);

  for (guint i = 0; i < G_N_ELEMENTS (visit->words) && visit->words[i] != NULL; i++)
    g_assert_cmpuint (bht_api_say (visitor, "widget", conversation, NULL, visit->words[i]), ==,
                      201);
  if (visit->files)
    send_files (visitor, conversation);
  if (visit->person)
    {
      g_autoptr (JsonNode) answer = bht_api_expect (visitor, "POST", person, "{}", 200);
    }
  if (visit->deed != NULL)
    {
      g_autofree char *path =
          g_strdup_printf ("/v1/desk/conversations/%s/%s", conversation, visit->deed);
      g_autoptr (JsonNode) done = bht_api_expect (desk, "POST", path, "{}", 200);
    }
  if (visit->reply != NULL)
    g_assert_cmpuint (bht_api_say (desk, "desk", conversation, NULL, visit->reply), ==, 201);
}

void
furnish (BhtBellhopd *daemon, BhtApi *desk)
{
  static const char *const colleagues[] = { "sam Sam", "bartholomew Bartholomew" };

  for (guint i = 0; i < G_N_ELEMENTS (colleagues); i++)
    {
      g_auto (GStrv) words = g_strsplit (colleagues[i], " ", 2);
      g_autofree char *command = g_strdup_printf (
          "operator create --organization demo --email %s@example.org --name %s --role agent",
          words[0], words[1]);

      bht_bellhopd_ctl (daemon, BHT_PASSWORD "\n", command);
    }
  bht_bellhopd_ctl (daemon, NULL, "organization create --slug first --name First");
  bht_bellhopd_ctl (daemon, BHT_PASSWORD "\n",
                    "operator create --organization first --email new@example.org --name Nora "
                    "--role owner");
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr (JsonNode) answer = NULL;

      answer = bht_api_expect (desk, wishes[i].method, wishes[i].path, wishes[i].body, 201);
    }
  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    visit (daemon, desk, &visits[i]);
}
