/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/widget/visit.h"
#include "tests/browser/bht-quote.h"

#define FIRST_SETTINGS                                                                             \
  "{\"suggestions\":[],\"offline\":\"chat\",\"proactive\":[],\"csat\":true,\"pre_chat\":"          \
  "{\"enabled\":true,\"fields\":[{\"key\":\"name\",\"type\":\"name\",\"label\":\"\",\"required\":" \
  "true,\"options\":[]},{\"key\":\"email\",\"type\":\"email\",\"label\":\"\",\"required\":true,"   \
  "\"options\":[]}]}}"

static Visit all; /* what the facts of the program share */

static void
patch (Visit *self, const char *path, const char *body)
{
  json_node_unref (bht_api_expect (self->desk, "PATCH", path, body, 200));
}

void
visit_set_widget (Visit *self, const char *body)
{
  patch (self, "/v1/desk/widget", body);
}

void
visit_set_organization (Visit *self, const char *body)
{
  patch (self, "/v1/desk/organization", body);
}

/* Whatever the hour: nobody comes before the day after tomorrow. */
void
visit_close_office (Visit *self)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *body =
      g_strdup_printf ("{\"time_zone\":\"UTC\",\"hours\":{\"%s\":[[\"09:00\",\"17:00\"]]}}",
                       days[(g_date_time_get_day_of_week (now) + 1) % 7]);

  patch (self, "/v1/desk/ai", body);
}

void
visit_build_shop (Visit *self, const char *attributes)
{
  g_autofree char *html =
      g_strdup_printf ("<!DOCTYPE html><html lang=\"en\"><title>Shop</title><script async "
                       "src=\"%s/widget/chat-widget.js\" %s></script><h1>A shop</h1>",
                       bht_bellhopd_url (self->daemon), attributes);

  g_clear_pointer (&self->shop, mock_shop_free);
  self->shop = mock_shop_new (html);
}

static void
run_test (gconstpointer data)
{
  void (*test) (Visit * self) = (void (*) (Visit *)) data;
  Visit self = all;

  self.page = bht_page_new (self.browser);
  bht_page_set_media (self.page, "prefers-reduced-motion", "reduce");
  visit_set_widget (&self, FIRST_SETTINGS);
  visit_set_organization (&self, "{\"ai_enabled\":false,\"allowed_origins\":[]}");
  patch (&self, "/v1/desk/ai", "{\"hours\":{}}");
  visit_build_shop (&self, "data-organization-id=\"demo\"");
  test (&self);
  bht_page_free (self.page);
  mock_shop_free (self.shop);
  g_free (self.conversation);
}

void
visit_add (const char *path, void (*test) (Visit *self))
{
  g_test_add_data_func (path, (gconstpointer) test, run_test);
}

int
visit_run (int argc, char **argv, void (*add_tests) (void))
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  all.browser = bht_browser_new (&error);
  g_assert_no_error (error);
  all.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (all.daemon);
  all.desk = bht_api_new (bht_bellhopd_url (all.daemon), token);
  add_tests ();
  status = g_test_run ();
  bht_api_free (all.desk);
  bht_bellhopd_free (all.daemon);
  bht_browser_free (all.browser);
  return status;
}

void
visit_open_shop (Visit *self)
{
  bht_page_open (self->page, mock_shop_origin (self->shop));
  bht_page_wait (self->page, BHT_TOP, "window.Bellhop");
}

void
visit_open_chat (Visit *self)
{
  visit_open_shop (self);
  bht_page_click (self->page, BHT_TOP, "button", "Open chat");
}

void
visit_introduce (Visit *self, const char *email)
{
  bht_page_wait_for (self->page, FRAME, "textbox", "Name");
  bht_page_click (self->page, FRAME, "textbox", "Name");
  bht_page_type (self->page, "Ada");
  visit_wait (self, "document.querySelector('#name').value === 'Ada'");
  bht_page_click (self->page, FRAME, "textbox", "E-mail");
  bht_page_type (self->page, email);
}

void
visit_start (Visit *self, const char *email)
{
  visit_open_chat (self);
  visit_introduce (self, email);
  bht_page_press (self->page, "Enter");
  visit_wait (self, "document.querySelector('.banner.live')");
  visit_learn_conversation (self);
}

void
visit_write (Visit *self, const char *text)
{
  g_autofree char *quoted = bht_quote (text);
  g_autofree char *script = g_strdup_printf ("[...document.querySelectorAll('.visitor.sent')]"
                                             ".some(line => line.textContent.includes(%s))",
                                             quoted);

  bht_page_wait_for (self->page, FRAME, "textbox", "Message");
  bht_page_run (self->page, FRAME, "document.querySelector('textarea').focus()");
  bht_page_type (self->page, text);
  bht_page_press (self->page, "Enter");
  visit_wait (self, script);
}

void
visit_wait (Visit *self, const char *script)
{
  bht_page_wait (self->page, FRAME, script);
}

void
visit_wait_text (Visit *self, const char *text)
{
  g_autofree char *quoted = bht_quote (text);
  g_autofree char *script = g_strdup_printf ("document.body.innerText.includes(%s)", quoted);

  visit_wait (self, script);
}

void
visit_learn_conversation (Visit *self)
{
  g_free (self->conversation);
  self->conversation =
      bht_page_eval (self->page, FRAME, "localStorage.getItem('bellhop.demo.conversation')");
}

void
visit_act (Visit *self, const char *action)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/%s", self->conversation, action);

  json_node_unref (bht_api_expect (self->desk, "POST", path, "{}", 200));
}

void
visit_reply (Visit *self, const char *conversation, const char *text)
{
  g_assert_cmpuint (bht_api_say (self->desk, "desk", conversation, NULL, text), ==, 201);
}

JsonNode *
visit_get_conversation (Visit *self)
{
  g_autofree char *path = g_strconcat ("/v1/desk/conversations/", self->conversation, NULL);

  return bht_api_expect (self->desk, "GET", path, NULL, 200);
}

JsonNode *
visit_get_messages (Visit *self)
{
  g_autofree char *path =
      g_strconcat ("/v1/desk/conversations/", self->conversation, "/messages?limit=100", NULL);

  return bht_api_expect (self->desk, "GET", path, NULL, 200);
}

void
visit_picture (Visit *self, const char *name)
{
  const char *folder = g_getenv ("BHT_PICTURES");
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  g_mkdir_with_parents (folder, 0755);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  bht_page_screenshot (self->page, path);
}
