/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <netinet/in.h>
#include <string.h>

#include "server/outbound/bhd-address.h"

typedef struct
{
  guint8 prefix[16];
  guint bits;
} Range;

/* RFC 6890 and its successors. */
static const Range closed_v4[] = {
  { { 0 }, 8 },
  { { 10 }, 8 },
  { { 100, 64 }, 10 },
  { { 127 }, 8 },
  { { 169, 254 }, 16 },
  { { 172, 16 }, 12 },
  { { 192, 0, 0 }, 24 },
  { { 192, 0, 2 }, 24 },
  { { 192, 88, 99 }, 24 },
  { { 192, 168 }, 16 },
  { { 198, 18 }, 15 },
  { { 198, 51, 100 }, 24 },
  { { 203, 0, 113 }, 24 },
  { { 224 }, 3 },
};

/* Only global unicast is open at all, and of that not what stands for something else. */
static const Range open_v6 = { { 0x20 }, 3 };
static const Range closed_v6[] = {
  { { 0x20, 0x01, 0x00, 0x00 }, 23 }, /* IETF protocols, Teredo among them */
  { { 0x20, 0x01, 0x0d, 0xb8 }, 32 }, /* documentation */
  { { 0x20, 0x02 }, 16 },             /* 6to4 */
  { { 0x3f, 0xff, 0x00 }, 20 },       /* documentation */
};

static const guint8 mapped_v4[12] = { [10] = 0xff, [11] = 0xff };
static const guint8 nat64[12] = { 0x00, 0x64, 0xff, 0x9b };

static gboolean
range_holds (const Range *range, const guint8 *address)
{
  guint bytes = range->bits / 8;
  guint8 mask = (guint8) (0xff00 >> (range->bits % 8));

  return memcmp (range->prefix, address, bytes) == 0 &&
         (range->bits % 8 == 0 || (range->prefix[bytes] & mask) == (address[bytes] & mask));
}

static gboolean
any_holds (const Range *ranges, guint n_ranges, const guint8 *address)
{
  for (guint i = 0; i < n_ranges; i++)
    if (range_holds (&ranges[i], address))
      return TRUE;
  return FALSE;
}

static gboolean
is_public_v4 (const guint8 *address)
{
  return !any_holds (closed_v4, G_N_ELEMENTS (closed_v4), address);
}

static gboolean
is_public_v6 (const guint8 *address)
{
  if (memcmp (address, mapped_v4, sizeof mapped_v4) == 0 ||
      memcmp (address, nat64, sizeof nat64) == 0)
    return is_public_v4 (address + 12);
  return range_holds (&open_v6, address) &&
         !any_holds (closed_v6, G_N_ELEMENTS (closed_v6), address);
}

gboolean
bhd_address_is_public (const struct sockaddr *address)
{
  if (address->sa_family == AF_INET)
    return is_public_v4 ((const guint8 *) &((const struct sockaddr_in *) address)->sin_addr);
  if (address->sa_family == AF_INET6)
    return is_public_v6 ((const guint8 *) &((const struct sockaddr_in6 *) address)->sin6_addr);
  return FALSE;
}
