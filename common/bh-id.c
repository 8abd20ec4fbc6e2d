/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "common/bh-id.h"

#define TOKEN_BYTES 32

/* RFC 9562, method 1 of section 6.2: the twelve bits behind the milliseconds count up within one of
 * them, and borrow from the next when they run over. */
static guint64
next_stamp (void)
{
  static GMutex lock;
  static guint64 last; /* milliseconds << 12 | count */
  guint64 stamp = (guint64) (bh_clock_now_us () / 1000) << 12;

  g_mutex_lock (&lock);
  if (stamp <= last && last - stamp < (G_GUINT64_CONSTANT (60000) << 12))
    stamp = last + 1;
  last = stamp;
  g_mutex_unlock (&lock);
  return stamp;
}

/* Up to 256 bytes the kernel gives at once or, before it has any to give, not at all. */
static void
fill_random (gpointer bytes, gsize size)
{
  g_assert (size <= 256);
  while (getrandom (bytes, size, 0) != (gssize) size)
    {
      if (errno != EINTR)
        g_error ("no source of random bytes: %s", g_strerror (errno));
    }
}

/* Asks the kernel once for many ids. */
static void
random_tail (guint8 tail[8])
{
  static _Thread_local struct
  {
    guint8 bytes[32][8];
    guint left;
  } pool;

  if (pool.left == 0)
    {
      fill_random (pool.bytes, sizeof pool.bytes);
      pool.left = G_N_ELEMENTS (pool.bytes);
    }
  memcpy (tail, pool.bytes[--pool.left], 8);
}

char *
bh_id_new (void)
{
  guint64 stamp = next_stamp ();
  guint8 tail[8];

  random_tail (tail);
  tail[0] = (tail[0] & 0x3f) | 0x80;
  return g_strdup_printf ("%08x-%04x-7%03x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          (guint) (stamp >> 28), (guint) (stamp >> 12) & 0xffff,
                          (guint) stamp & 0xfff, tail[0], tail[1], tail[2], tail[3], tail[4],
                          tail[5], tail[6], tail[7]);
}

gboolean
bh_id_is_valid (const char *id)
{
  if (id == NULL || strlen (id) != BH_ID_LENGTH)
    return FALSE;
  for (guint i = 0; i < BH_ID_LENGTH; i++)
    {
      gboolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;

      if (hyphen ? id[i] != '-' : !(g_ascii_isdigit (id[i]) || (id[i] >= 'a' && id[i] <= 'f')))
        return FALSE;
    }
  return TRUE;
}

char *
bh_token_new (void)
{
  guint8 bytes[TOKEN_BYTES];
  char *token;

  fill_random (bytes, sizeof bytes);
  token = g_base64_encode (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
  g_strdelimit (token, "+", '-'); /* the alphabet that is safe in addresses, without padding */
  g_strdelimit (token, "/", '_');
  *strchrnul (token, '=') = '\0';
  return token;
}
