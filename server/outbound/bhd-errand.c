/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"

#include <string.h>

#include "server/outbound/bhd-errand.h"

#define ANSWER_MAX 2000 /* bytes of what the server says */

char *
bhd_errand_sign (const char *secret, const char *body, gint64 now_us)
{
  gint64 seconds = now_us / BH_SECOND;
  g_autofree char *signed_text = g_strdup_printf ("%" G_GINT64_FORMAT ".%s", seconds, body);
  g_autofree char *code =
      g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guint8 *) secret, strlen (secret),
                                 signed_text, (gssize) strlen (signed_text));

  return g_strdup_printf ("t=%" G_GINT64_FORMAT ",v1=%s", seconds, code);
}

static char **
make_headers (const BhdErrand *errand)
{
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();
  g_autofree char *id = g_strconcat ("X-Bellhop-Delivery: ", errand->delivery->id, NULL);
  g_autofree char *event = g_strconcat ("X-Bellhop-Event: ", errand->delivery->event, NULL);
  g_autofree char *signature = NULL;
  g_autofree char *line = NULL;

  g_strv_builder_add (headers, "Content-Type: application/json");
  g_strv_builder_add (headers, "User-Agent: Bellhop/" BELLHOP_VERSION);
  g_strv_builder_add (headers, id); /* the same at every attempt: tells repetitions apart */
  g_strv_builder_add (headers, event);
  if (errand->secret == NULL)
    return g_strv_builder_end (headers);

  signature = bhd_errand_sign (errand->secret, errand->delivery->body, bh_clock_now_us ());
  line = g_strconcat ("X-Bellhop-Signature: ", signature, NULL);
  g_strv_builder_add (headers, line);
  return g_strv_builder_end (headers);
}

void
bhd_outcome_clear (BhdOutcome *self)
{
  g_clear_pointer (&self->answer, g_free);
}

/* What it said besides, as far as it comes: the status alone decides. */
static char *
read_answer (BhdDownload *download)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  GBytes *piece = NULL;

  while (answer->len < ANSWER_MAX && bhd_download_read (download, 0, &piece, NULL) && piece != NULL)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (piece, &size);

      g_byte_array_append (answer, data, (guint) MIN (size, ANSWER_MAX - answer->len));
      g_clear_pointer (&piece, g_bytes_unref);
    }
  return answer->len > 0 ? g_utf8_make_valid ((const char *) answer->data, (gssize) answer->len)
                         : g_strdup ("");
}

static gboolean
check_status (guint status, GError **error)
{
  if (status >= 200 && status <= 299)
    return TRUE;
  if (status >= 300 && status <= 399)
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                 "the server answered %u, and redirects are not followed: give its new address",
                 status);
  else
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "the server answered %u", status);
  return FALSE;
}

gboolean
bhd_errand_run (BhdOutbound *outbound,
                const BhdErrand *errand,
                const BhdFetch *transport,
                BhdOutcome *outcome,
                GError **error)
{
  g_auto (GStrv) headers = make_headers (errand);
  g_autoptr (GBytes) body = g_bytes_new (errand->delivery->body, strlen (errand->delivery->body));
  g_autoptr (BhdDownload) download = NULL;
  const BhdHead *head = NULL;
  BhdFetch fetch = *transport;

  *outcome = (BhdOutcome){ 0 };
  fetch.url = errand->delivery->url;
  fetch.headers = (const char *const *) headers;
  fetch.body = body;
  download = bhd_download_new (outbound, &fetch, error);
  if (download != NULL)
    head = bhd_download_await_head (download, 0, error);
  if (head == NULL)
    return FALSE;
  outcome->http_status = head->status;
  outcome->answer = read_answer (download);
  return check_status (head->status, error);
}
