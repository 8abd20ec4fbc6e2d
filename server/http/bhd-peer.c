/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-peer.h"

#include "common/bh-error.h"

#include <string.h>

struct _BhdProxies
{
  GPtrArray *masks; /* of GInetAddressMask */
};

BhdProxies *
bhd_proxies_new (const char *const *addresses, GError **error)
{
  g_autoptr (BhdProxies) self = g_new0 (BhdProxies, 1);

  self->masks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      GInetAddressMask *mask = g_inet_address_mask_new_from_string (addresses[i], NULL);

      if (mask == NULL)
        {
          g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                       "could not trust the proxy “%s”: write an address or a range such as "
                       "“10.0.0.0/8”",
                       addresses[i]);
          return NULL;
        }
      g_ptr_array_add (self->masks, mask);
    }
  return g_steal_pointer (&self);
}

void
bhd_proxies_free (BhdProxies *self)
{
  g_ptr_array_unref (self->masks);
  g_free (self);
}

static gboolean
is_trusted (BhdProxies *self, GInetAddress *address)
{
  for (guint i = 0; i < self->masks->len; i++)
    if (g_inet_address_mask_matches (g_ptr_array_index (self->masks, i), address))
      return TRUE;
  return FALSE;
}

char *
bhd_proxies_resolve (BhdProxies *self, const char *address, const char *forwarded)
{
  g_autoptr (GInetAddress) last = NULL;
  g_auto (GStrv) hops = NULL;

  if (forwarded == NULL || self->masks->len == 0)
    return g_strdup (address);

  last = g_inet_address_new_from_string (address);
  hops = g_strsplit (forwarded, ",", -1);
  for (guint i = g_strv_length (hops); i > 0 && last != NULL && is_trusted (self, last); i--)
    {
      GInetAddress *hop = g_inet_address_new_from_string (g_strstrip (hops[i - 1]));

      if (hop == NULL)
        break;
      g_object_unref (last);
      last = hop;
    }
  return last != NULL ? g_inet_address_to_string (last) : g_strdup (address);
}

gboolean
bhd_proxies_trust (BhdProxies *self, const char *address)
{
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);

  return parsed != NULL && is_trusted (self, parsed);
}

char *
bhd_peer_network (const char *address)
{
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);
  g_autoptr (GInetAddress) network = NULL;
  guint8 bytes[16] = { 0 };

  if (parsed == NULL || g_inet_address_get_family (parsed) != G_SOCKET_FAMILY_IPV6)
    return g_strdup (address);

  memcpy (bytes, g_inet_address_to_bytes (parsed), 8);
  network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (network);
}
