/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/firefox/bht-firefox-private.h"

#include <string.h>

void
bht_page_set_viewport (BhtPage *self, guint width, guint height, double scale)
{
  g_autoptr (JsonObject) set =
      bht_firefox_must (self, "browsingContext.setViewport",
                        "{\"context\":\"%s\",\"viewport\":{\"width\":%u,\"height\":%u},"
                        "\"devicePixelRatio\":%f}",
                        self->context, width, height, scale);
}

/* What makes a media feature true are settings of the whole browser. */
static const struct
{
  const char *feature;
  const char *value;
  const char *setting;
  int number;
} media[] = {
  { "prefers-color-scheme", "dark", "layout.css.prefers-color-scheme.content-override", 0 },
  { "prefers-color-scheme", "light", "layout.css.prefers-color-scheme.content-override", 1 },
  { "prefers-reduced-motion", "reduce", "ui.prefersReducedMotion", 1 },
  { "prefers-reduced-motion", "no-preference", "ui.prefersReducedMotion", 0 },
  { "prefers-contrast", "more", "ui.prefersContrast", 1 },
  { "forced-colors", "active", "browser.display.document_color_use", 2 },
};

static void
in_chrome (BhtPage *self, const char *script)
{
  g_autofree char *quoted = bht_quote (script);
  g_autoptr (JsonObject) done = bht_firefox_must (
      self, "script.evaluate",
      "{\"expression\":%s,\"target\":{\"context\":\"%s\"},\"awaitPromise\":false}", quoted,
      self->browser->chrome);
}

void
bht_firefox_forget_media (BhtPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (media); i++)
    {
      g_autofree char *script =
          g_strdup_printf ("Services.prefs.clearUserPref('%s')", media[i].setting);

      in_chrome (self, script);
    }
}

void
bht_page_set_media (BhtPage *self, const char *feature, const char *value)
{
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (media); i++)
    {
      g_autofree char *script = NULL;

      if (strcmp (media[i].feature, feature) != 0 ||
          (*value != '\0' && strcmp (media[i].value, value) != 0))
        continue;
      known = TRUE;
      script = *value == '\0'
                   ? g_strdup_printf ("Services.prefs.clearUserPref('%s')", media[i].setting)
                   : g_strdup_printf ("Services.prefs.setIntPref('%s', %d)", media[i].setting,
                                      media[i].number);
      in_chrome (self, script);
    }
  if (!known)
    g_error ("no setting makes %s “%s”", feature, value);
  if (*value != '\0')
    {
      g_autofree char *matches = g_strdup_printf ("matchMedia('(%s: %s)').matches", feature, value);

      bht_page_wait (self, BHT_TOP, matches);
    }
}

void
bht_page_set_offline (BhtPage *self, gboolean offline)
{
  g_autoptr (JsonObject) done = bht_firefox_must (
      self, "emulation.setNetworkConditions", "{\"contexts\":[\"%s\"],\"networkConditions\":%s}",
      self->context, offline ? "{\"type\":\"offline\"}" : "null");
}

static void
end_intercept (BhtPage *self)
{
  g_autoptr (JsonObject) done = NULL;

  if (self->intercept != NULL)
    done = bht_firefox_must (self, "network.removeIntercept", "{\"intercept\":\"%s\"}",
                             self->intercept);
  g_clear_pointer (&self->intercept, g_free);
}

void
bht_page_block (BhtPage *self, const char *pattern)
{
  g_autoptr (JsonObject) added = NULL;

  end_intercept (self);
  g_free (self->blocked);
  self->blocked = g_strdup (pattern);
  if (pattern == NULL)
    return;
  added = bht_firefox_must (self, "network.addIntercept",
                            "{\"phases\":[\"beforeRequestSent\"],\"contexts\":[\"%s\"]}",
                            self->context);
  self->intercept = g_strdup (json_object_get_string_member (added, "intercept"));
}

void
bht_page_screenshot (BhtPage *self, const char *path)
{
  g_autoptr (JsonObject) shot = bht_firefox_must (self, "browsingContext.captureScreenshot",
                                                  "{\"context\":\"%s\"}", self->context);
  g_autoptr (GError) error = NULL;
  g_autofree guchar *bytes = NULL;
  gsize length;

  bytes = g_base64_decode (json_object_get_string_member (shot, "data"), &length);
  if (!g_file_set_contents (path, (const char *) bytes, length, &error))
    g_error ("%s", error->message);
}
