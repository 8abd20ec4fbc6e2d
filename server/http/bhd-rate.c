/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-rate.h"

#include "common/bh-clock.h"

#include <math.h>
#include <sodium.h>
#include <string.h>

#define SHARDS 16
#define SETS 512 /* in each shard */
#define WAYS 8   /* buckets in each set */

static const struct
{
  double burst;
  double per_second;
} classes[] = {
  [BHD_RATE_NONE] = { 0, 0 },           [BHD_RATE_READ] = { 120, 20 },
  [BHD_RATE_WRITE] = { 30, 5 },         [BHD_RATE_DESK_WRITE] = { 200, 20 },
  [BHD_RATE_SESSION] = { 20, 1.0 / 6 }, [BHD_RATE_SIGN_IN] = { 10, 1.0 / 30 },
  [BHD_RATE_FEED] = { 30, 2 },          [BHD_RATE_CHAT] = { 30, 0.5 },
  [BHD_RATE_STRANGER] = { 30, 0.5 },
};

typedef struct
{
  guint64 key; /* 0: free */
  double tokens;
  gint64 used_us;
} Bucket;

typedef struct
{
  GMutex lock;
  Bucket buckets[SETS][WAYS];
} Shard;

struct _BhdRateTable
{
  double scale;
  guchar seed[crypto_shorthash_KEYBYTES]; /* so that nobody can choose whose bucket to share */
  Shard shards[SHARDS];
};

void
bhd_rate_limits (BhdRate rate, double *burst, double *per_second)
{
  *burst = classes[rate].burst;
  *per_second = classes[rate].per_second;
}

BhdRateTable *
bhd_rate_table_new (double scale)
{
  BhdRateTable *self = g_new0 (BhdRateTable, 1);

  self->scale = scale;
  if (sodium_init () < 0)
    g_error ("no source of random bytes");
  crypto_shorthash_keygen (self->seed);
  for (guint i = 0; i < SHARDS; i++)
    g_mutex_init (&self->shards[i].lock);
  return self;
}

void
bhd_rate_table_free (BhdRateTable *self)
{
  for (guint i = 0; i < SHARDS; i++)
    g_mutex_clear (&self->shards[i].lock);
  g_free (self);
}

static guint64
make_key (BhdRateTable *self, BhdRate rate, const char *who)
{
  guint64 hash;

  crypto_shorthash ((guchar *) &hash, (const guchar *) who, strlen (who), self->seed);
  hash += (guint64) rate * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash != 0 ? hash : 1;
}

/* The bucket of @key; a new one, full, takes the place of the one used longest ago. */
static Bucket *
find_bucket (Bucket *set, guint64 key, double burst, gint64 now_us)
{
  Bucket *oldest = &set[0];

  for (guint i = 0; i < WAYS; i++)
    {
      if (set[i].key == key)
        return &set[i];
      if (set[i].used_us < oldest->used_us)
        oldest = &set[i];
    }

  *oldest = (Bucket){ key, burst, now_us };
  return oldest;
}

static guint
ask (BhdRateTable *self, BhdRate rate, const char *who, gint64 now_us, double price)
{
  guint64 key = make_key (self, rate, who);
  Shard *shard = &self->shards[key % SHARDS];
  double burst = classes[rate].burst * self->scale;
  double per_second = classes[rate].per_second * self->scale;
  double missing;
  Bucket *bucket;

  if (self->scale <= 0 || rate == BHD_RATE_NONE)
    return 0;

  g_mutex_lock (&shard->lock);
  bucket = find_bucket (shard->buckets[key / SHARDS % SETS], key, burst, now_us);
  bucket->tokens += (double) MAX (now_us - bucket->used_us, 0) / BH_SECOND * per_second;
  bucket->tokens = MIN (bucket->tokens, burst);
  bucket->used_us = now_us;
  missing = 1 - bucket->tokens;
  if (missing <= 0)
    bucket->tokens -= price;
  g_mutex_unlock (&shard->lock);

  return missing <= 0 ? 0 : (guint) ceil (missing / per_second);
}

guint
bhd_rate_table_take (BhdRateTable *self, BhdRate rate, const char *who, gint64 now_us)
{
  return ask (self, rate, who, now_us, 1);
}

guint
bhd_rate_table_peek (BhdRateTable *self, BhdRate rate, const char *who, gint64 now_us)
{
  return ask (self, rate, who, now_us, 0);
}
