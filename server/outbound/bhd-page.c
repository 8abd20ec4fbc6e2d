/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "server/outbound/bhd-download.h"

#include "server/outbound/bhd-page.h"

/* What one request led to. */
typedef struct
{
  guint status;
  char *content_type; /* (nullable) */
  char *location;     /* (nullable) whole */
  GBytes *body;       /* (nullable) */
} Visit;

static void
visit_clear (Visit *self)
{
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visit, visit_clear)

static const char *const headers[] = {
  "User-Agent: Bellhop/" BELLHOP_VERSION,
  "Accept: text/html, text/markdown, text/plain, application/pdf",
  NULL,
};

static gboolean
visit (const char *url,
       const BhdPageSource *source,
       gint64 deadline_us,
       GCancellable *cancellable,
       Visit *result,
       GError **error)
{
  gint64 left_ms = (deadline_us - g_get_monotonic_time ()) / 1000;
  const BhdFetch fetch = { .method = "GET",
                           .url = url,
                           .headers = headers,
                           .timeout_ms = (guint) MAX (left_ms, 1),
                           .max_answer = BHD_PAGE_MAX,
                           .allow_private = source->allow_private,
                           .cancellable = cancellable };
  g_autoptr (BhdDownload) download = bhd_download_new (source->outbound, &fetch, error);
  const BhdHead *head = download != NULL ? bhd_download_await_head (download, 0, error) : NULL;

  if (head == NULL)
    return FALSE;
  result->status = head->status;
  result->content_type = g_strdup (head->content_type);
  if (head->status >= 301 && head->status <= 308 && head->location != NULL)
    result->location = g_uri_resolve_relative (url, head->location, G_URI_FLAGS_ENCODED, NULL);
  if (result->location != NULL)
    return TRUE;
  result->body = bhd_download_read_all (download, 0, error);
  return result->body != NULL;
}

/* What a person understands, out of what went wrong on the way. */
static void
explain (GError *failure, GError **error)
{
  if (g_error_matches (failure, BH_ERROR, BH_ERROR_FORBIDDEN))
    g_set_error_literal (error, BH_ERROR, BH_ERROR_FORBIDDEN,
                         "the address leads into a private network: only public pages can be "
                         "fetched");
  else if (g_error_matches (failure, BH_ERROR, BH_ERROR_TOO_LARGE))
    g_set_error (error, BH_ERROR, BH_ERROR_TOO_LARGE, "the page is larger than %d MB",
                 BHD_PAGE_MAX / (1024 * 1024));
  else if (g_error_matches (failure, BH_ERROR, BH_ERROR_TIMEOUT))
    g_set_error (error, BH_ERROR, BH_ERROR_TIMEOUT, "the page did not come within %d seconds",
                 BHD_PAGE_TIME_MS / 1000);
  else
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "the page could not be fetched: %s",
                 failure->message);
  g_error_free (failure);
}

/* Returns: (transfer full): the page; NULL with @error set. */
static GBytes *
take (Visit *last, char **media_type, GError **error)
{
  if (last->status < 200 || last->status > 299)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                   "the server answered %u instead of a page", last->status);
      return NULL;
    }
  *media_type = g_steal_pointer (&last->content_type);
  return g_steal_pointer (&last->body);
}

GBytes *
bhd_page_fetch (const char *url,
                GCancellable *cancellable,
                char **media_type,
                gpointer source,
                GError **error)
{
  gint64 deadline_us = g_get_monotonic_time () + BHD_PAGE_TIME_MS * (BH_SECOND / 1000);
  g_autofree char *next = g_strdup (url);

  for (guint i = 0; i <= BHD_PAGE_REDIRECTS; i++)
    {
      g_auto (Visit) now = { 0 };
      GError *failure = NULL;

      if (!visit (next, source, deadline_us, cancellable, &now, &failure))
        {
          explain (failure, error);
          return NULL;
        }
      if (now.location == NULL)
        return take (&now, media_type, error);
      g_free (next);
      next = g_steal_pointer (&now.location);
    }
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
               "the page leads on and on: more than %d times", BHD_PAGE_REDIRECTS);
  return NULL;
}
