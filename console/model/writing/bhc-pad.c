/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-pad-private.h"

#include "common/bh-clock.h"

/* From the first letter that is not on the disk; not put off by the next, so that a crash never
 * loses more. */
#define KEEP_AFTER_MS 500

#define AGAIN_AFTER_MS 3000 /* where the disk did not take it */

struct _BhcPad
{
  BhcCache *cache;
  GHashTable *sheets; /* “kind conversation” → Sheet */
  guint keeping;
  gboolean closed;
  gboolean troubled; /* the last was not kept */
  BhcPadTrouble tell;
  gpointer teller;
};

/* A draft on its way to the disk. */
typedef struct
{
  BhcPad *pad;
  char *key;
} Keeping;

typedef struct
{
  char *conversation;
  BhMessageKind kind;
  BhcLetter *draft;
  gboolean fresh; /* the cache has it not yet */
} Sheet;

static void
sheet_free (Sheet *sheet)
{
  g_free (sheet->conversation);
  bhc_letter_free (sheet->draft);
  g_free (sheet);
}

BhcPad *
bhc_pad_new (BhcCache *cache, BhcPadTrouble tell, gpointer teller)
{
  BhcPad *self = g_rc_box_new0 (BhcPad);

  self->cache = g_object_ref (cache);
  self->sheets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sheet_free);
  self->tell = tell;
  self->teller = teller;

  return self;
}

static void
pad_clear (gpointer data)
{
  BhcPad *self = data;

  g_object_unref (self->cache);
  g_hash_table_unref (self->sheets);
}

void
bhc_pad_free (BhcPad *self)
{
  g_clear_handle_id (&self->keeping, g_source_remove);
  self->closed = TRUE;
  g_rc_box_release_full (self, pad_clear);
}

static char *
key_of (const char *conversation, BhMessageKind kind)
{
  return g_strdup_printf ("%s %s", bh_message_kind_to_string (kind), conversation);
}

BhcOutgoing *
bhc_pad_to_outgoing (const BhcLetter *draft,
                     const char *id,
                     const char *conversation,
                     BhMessageKind kind)
{
  g_autofree char *extra = bhc_letter_write_extra (draft);
  BhcOutgoing *outgoing = bhc_outgoing_with_extra (
      bhc_outgoing_new (id, conversation, kind, draft->body, bh_clock_now_us (), NULL), extra);

  outgoing->seen_seq = draft->seen_seq;
  return outgoing;
}

static gboolean
keep_cb (gpointer data)
{
  BhcPad *self = data;

  self->keeping = 0;
  bhc_pad_flush (self);
  return G_SOURCE_REMOVE;
}

static void
keep_later (BhcPad *self, guint ms)
{
  if (self->keeping == 0)
    self->keeping = g_timeout_add (ms, keep_cb, self);
}

static void
tell_trouble (BhcPad *self, const GError *error)
{
  if (error == NULL && !self->troubled)
    return;

  self->troubled = error != NULL;
  self->tell (error != NULL ? error->message : NULL, self->teller);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Keeping *keeping = data;
  BhcPad *self = keeping->pad;
  g_autoptr (GError) error = NULL;
  gboolean kept = bhc_cache_run_finish (BHC_CACHE (source), result, &error);
  Sheet *sheet = kept ? NULL : g_hash_table_lookup (self->sheets, keeping->key);

  if (sheet != NULL)
    sheet->fresh = TRUE;
  if (!self->closed)
    {
      if (sheet != NULL)
        keep_later (self, AGAIN_AFTER_MS);
      tell_trouble (self, error);
    }
  g_rc_box_release_full (self, pad_clear);
  g_free (keeping->key);
  g_free (keeping);
}

static void
keep_sheet (BhcPad *self, const char *key, Sheet *sheet)
{
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->pad = g_rc_box_acquire (self);
  keeping->key = g_strdup (key);
  sheet->fresh = FALSE;
  bhc_cache_keep_draft_async (
      self->cache, bhc_pad_to_outgoing (sheet->draft, "", sheet->conversation, sheet->kind),
      kept_cb, keeping);
}

void
bhc_pad_flush (BhcPad *self)
{
  GHashTableIter iter;
  const char *key;
  Sheet *sheet;

  g_clear_handle_id (&self->keeping, g_source_remove);
  g_hash_table_iter_init (&iter, self->sheets);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &sheet))
    if (sheet->fresh)
      keep_sheet (self, key, sheet);
}

static Sheet *
write_sheet (BhcPad *self, const char *conversation, BhMessageKind kind, BhcLetter *draft)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->conversation = g_strdup (conversation);
  sheet->kind = kind;
  sheet->draft = draft != NULL ? draft : bhc_letter_new ("");
  g_hash_table_replace (self->sheets, key_of (conversation, kind), sheet);

  return sheet;
}

void
bhc_pad_put (BhcPad *self, const char *conversation, BhMessageKind kind, BhcLetter *draft)
{
  write_sheet (self, conversation, kind, draft)->fresh = TRUE;
  keep_later (self, KEEP_AFTER_MS);
}

void
bhc_pad_note_trouble (BhcPad *self)
{
  self->troubled = TRUE;
}

void
bhc_pad_note (BhcPad *self, const char *conversation, BhMessageKind kind, BhcLetter *draft)
{
  write_sheet (self, conversation, kind, draft);
}

guint
bhc_pad_count (BhcPad *self)
{
  g_autoptr (GPtrArray) kept = bhc_cache_read_drafts (self->cache);
  GHashTableIter iter;
  const Sheet *sheet;
  guint n = 0;

  for (guint i = 0; i < kept->len; i++)
    {
      const BhcOutgoing *draft = g_ptr_array_index (kept, i);
      g_autofree char *key = key_of (draft->conversation_id, draft->kind);

      n += g_hash_table_contains (self->sheets, key) ? 0 : 1;
    }
  g_hash_table_iter_init (&iter, self->sheets);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &sheet))
    n += bhc_letter_is_empty (sheet->draft) ? 0 : 1;

  return n;
}

BhcLetter *
bhc_pad_read (BhcPad *self, const char *conversation, BhMessageKind kind)
{
  g_autofree char *key = key_of (conversation, kind);
  const Sheet *sheet = g_hash_table_lookup (self->sheets, key);
  BhcOutgoing *kept = sheet == NULL ? bhc_cache_read_draft (self->cache, conversation, kind) : NULL;
  BhcLetter *draft;

  if (sheet != NULL)
    return bhc_letter_copy (sheet->draft);
  if (kept == NULL)
    return bhc_letter_new ("");

  draft = bhc_letter_read (kept->body, kept->extra);
  draft->seen_seq = kept->seen_seq;
  bhc_outgoing_free (kept);
  return draft;
}
