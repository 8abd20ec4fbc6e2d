/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/widget/story-shop.h"

#include "tests/atspi/bht-atspi.h"

void
story_shop_open (StoryShop *self, BhtBellhopd *daemon)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *html = g_strdup_printf (
      "<!DOCTYPE html><title>Shop</title><script async data-language=\"en\" "
      "src=\"%s/widget/chat-widget.js\" data-organization-id=\"demo\"></script><h1>A shop</h1>",
      bht_bellhopd_url (daemon));

  self->site = mock_shop_new (html);
  self->browser = bht_browser_new (&error);
  g_assert_no_error (error);
  self->page = bht_page_new (self->browser);
  /* A click on a panel that still slides in misses its field. */
  bht_page_set_media (self->page, "prefers-reduced-motion", "reduce");
}

void
story_shop_close (StoryShop *self)
{
  bht_page_free (self->page);
  bht_browser_free (self->browser);
  mock_shop_free (self->site);
}

void
story_shop_start_chat (StoryShop *self)
{
  bht_page_open (self->page, mock_shop_origin (self->site));
  bht_page_click (self->page, BHT_TOP, "button", "Open chat");
  bht_page_click (self->page, FRAME, "textbox", "Name");
  bht_page_type (self->page, "Ada Lindqvist");
  bht_page_wait (self->page, FRAME, "document.querySelector('input').value === 'Ada Lindqvist'");
  bht_page_click (self->page, FRAME, "textbox", "E-mail");
  bht_page_type (self->page, "ada@example.org");
  bht_page_press (self->page, "Enter");
  bht_page_wait (self->page, FRAME, "document.querySelector('.banner.live')");
}

void
story_shop_picture (StoryShop *self, const char *name)
{
  const char *dir = g_getenv ("BHT_PICTURES");
  g_autofree char *widget = g_strdup_printf ("%s/%s-widget.png", dir, name);
  g_autofree char *screen = g_strdup_printf ("%s/%s-console.png", dir, name);

  g_mkdir_with_parents (dir, 0755);
  bht_page_screenshot (self->page, widget);
  bht_atspi_picture (screen);
}
