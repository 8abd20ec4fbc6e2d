/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Everything the daemon asks of other machines: one thread around curl_multi, so that connections
 * are reused.  Addresses are checked after name resolution: private, loopback, link-local and
 * multicast targets are refused unless allowed, redirects are not followed. */
typedef struct _BhdOutbound BhdOutbound;

typedef struct
{
  const char *method; /* any in capitals: “GET”, “POST”, “PUT”, “PATCH”, “DELETE”, “HEAD” … */
  const char *url;            /* http or https */
  const char *const *headers; /* “Name: value”, NULL-terminated (nullable) */
  GBytes *body;               /* (nullable) */
  guint timeout_ms;
  gsize max_answer;          /* bytes; more is BH_ERROR_TOO_LARGE */
  gboolean allow_private;    /* the administrator said so by name */
  GCancellable *cancellable; /* (nullable): ends it with G_IO_ERROR_CANCELLED */
} BhdFetch;

BhdOutbound *bhd_outbound_new (GError **error);
void bhd_outbound_free (BhdOutbound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdOutbound, bhd_outbound_free)

/* Blocks the calling thread, never a front or the writer.  @status: (out): of the answer.
 * Returns: (transfer full): its body; NULL with BH_ERROR_FORBIDDEN (address refused), _TIMEOUT,
 * _TOO_LARGE, _UNAVAILABLE (could not be reached). */
GBytes *
bhd_outbound_fetch (BhdOutbound *self, const BhdFetch *fetch, guint *status, GError **error);

G_END_DECLS
