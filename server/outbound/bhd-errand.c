/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"

#include <string.h>

#include "server/outbound/bhd-errand.h"

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
  g_autofree char *signature = NULL;
  g_autofree char *line = NULL;

  g_strv_builder_add (headers, "Content-Type: application/json");
  g_strv_builder_add (headers, "User-Agent: Bellhop/" BELLHOP_VERSION);
  g_strv_builder_add (headers, id); /* the same at every attempt: tells repetitions apart */
  if (errand->secret == NULL)
    return g_strv_builder_end (headers);

  signature = bhd_errand_sign (errand->secret, errand->delivery->body, bh_clock_now_us ());
  line = g_strconcat ("X-Bellhop-Signature: ", signature, NULL);
  g_strv_builder_add (headers, line);
  return g_strv_builder_end (headers);
}

gboolean
bhd_errand_run (BhdOutbound *outbound,
                const BhdErrand *errand,
                const BhdFetch *transport,
                GError **error)
{
  g_auto (GStrv) headers = make_headers (errand);
  g_autoptr (GBytes) body = g_bytes_new (errand->delivery->body, strlen (errand->delivery->body));
  g_autoptr (GBytes) answer = NULL;
  BhdFetch fetch = *transport;
  guint status = 0;

  fetch.url = errand->delivery->url;
  fetch.headers = (const char *const *) headers;
  fetch.body = body;
  answer = bhd_outbound_fetch (outbound, &fetch, &status, error);
  if (answer == NULL)
    return FALSE;
  if (status >= 200 && status <= 299)
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "the server answered %u", status);
  return FALSE;
}
