/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/search/bhc-search.h"

#include "common/bh-error.h"
#include "console/model/bhc-desk-ask.h"
#include "console/model/search/bhc-answers-private.h"
#include "console/model/search/bhc-desk-find.h"

#include <string.h>

#define PATIENCE_MS 200 /* without a key, before the daemon is asked */
#define FULL 30         /* so many messages are enough for a start */

struct _BhcSearch
{
  GObject parent_instance;

  BhcDesk *desk;
  GListStore *results;
  GHashTable *known; /* ids of what is in it */
  char *text;
  char *problem;      /* (nullable) */
  BhFindQuery *query; /* (nullable): nothing is asked */
  GTimeZone *zone;
  GCancellable *cancellable; /* (nullable) of what is being looked for here */
  guint round;               /* answers to another are late */
  guint patience;            /* timeout until the daemon is asked */
  gboolean asking;           /* the daemon */
  gboolean fresh;            /* what is shown belongs to the text before */
  gboolean local;
  gboolean partial;
  gint64 below_seq; /* the next page here; 0: none */
  char *next;       /* (nullable) the next page there */
  guint wanted;     /* so many messages are to be there */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcSearch, bhc_search, G_TYPE_OBJECT)

static void
stop (BhcSearch *self)
{
  self->round++;
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->next, g_free);
  self->asking = FALSE;
  self->below_seq = 0;
}

static void
bhc_search_dispose (GObject *object)
{
  BhcSearch *self = BHC_SEARCH (object);

  stop (self);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_search_parent_class)->dispose (object);
}

static void
bhc_search_finalize (GObject *object)
{
  BhcSearch *self = BHC_SEARCH (object);

  g_clear_object (&self->results);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->query, bh_find_query_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->text);
  g_free (self->problem);

  G_OBJECT_CLASS (bhc_search_parent_class)->finalize (object);
}

static void
bhc_search_class_init (BhcSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bhc_search_dispose;
  object_class->finalize = bhc_search_finalize;
  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bhc_search_init (BhcSearch *self)
{
  self->results = g_list_store_new (BHC_TYPE_FOUND);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->text = g_strdup ("");
  self->zone = g_time_zone_new_local ();
}

static void
tell (BhcSearch *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- what is found ---- */

static void
empty (BhcSearch *self)
{
  g_list_store_remove_all (self->results);
  g_hash_table_remove_all (self->known);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  return bhc_found_compare ((BhcFound *) a, (BhcFound *) b);
}

/* What came from both sides is shown once, as the machine has it. */
static void
add (BhcFound *found, gpointer data)
{
  BhcSearch *self = data;

  if (g_hash_table_add (self->known, g_strdup (bhc_found_get (found)->id)))
    g_list_store_insert_sorted (self->results, found, compare_cb, NULL);
}

/* What was shown for the text before goes when there is something for this one, or nothing. */
static void
take (BhcSearch *self)
{
  if (self->fresh)
    empty (self);
  self->fresh = FALSE;
}

static guint
count_messages (BhcSearch *self)
{
  GListModel *results = G_LIST_MODEL (self->results);
  guint n = 0;

  for (guint i = g_list_model_get_n_items (results); i > 0; i--)
    {
      g_autoptr (BhcFound) found = g_list_model_get_item (results, i - 1);

      if (bhc_found_get (found)->kind != BHC_FOUND_MESSAGE)
        break;
      n++;
    }

  return n;
}

/* ---- here ---- */

/* Whose round an answer belongs to. */
typedef struct
{
  BhcSearch *self;
  guint round;
} Asked;

static Asked *
asked_new (BhcSearch *self)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->self = g_object_ref (self);
  asked->round = self->round;
  return asked;
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->self);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void look (BhcSearch *self, gint64 below_seq);

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  BhcSearch *self = asked->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcFindPage) page = bhc_desk_find_finish (BHC_DESK (source), result, &error);

  if (asked->round != self->round)
    return;

  g_clear_object (&self->cancellable);
  self->partial = page == NULL || page->partial;
  self->below_seq = page != NULL ? page->below_seq : 0;
  if (!self->fresh || page == NULL || page->hits->len > 0 || page->contacts->len > 0 ||
      self->below_seq == 0)
    take (self);
  if (page != NULL)
    bhc_answers_read_page (page, self->query, add, self);
  /* A page has looked at a bounded number of messages, where few fit. */
  if (self->below_seq > 0 && count_messages (self) < self->wanted)
    look (self, self->below_seq);
  tell (self);
}

static void
look (BhcSearch *self, gint64 below_seq)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bhc_desk_find_async (self->desk, self->text, self->zone, below_seq, self->cancellable, looked_cb,
                       asked_new (self));
}

/* ---- there ---- */

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  BhcSearch *self = asked->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (asked->round != self->round)
    return;

  self->asking = FALSE;
  self->local = answer == NULL;
  g_clear_pointer (&self->next, g_free);
  if (answer != NULL)
    {
      take (self);
      g_variant_lookup (answer, "next", "s", &self->next);
      bhc_answers_read (answer, self->query, add, self);
    }
  tell (self);
}

static void
ask (BhcSearch *self, const char *after)
{
  g_autofree char *text = g_uri_escape_string (self->text, NULL, TRUE);
  const char *zone = g_time_zone_get_identifier (self->zone);
  g_autofree char *named = g_uri_escape_string (zone, NULL, FALSE);
  g_autofree char *path = g_strdup_printf (
      "/v1/desk/find?q=%s&limit=%d%s%s%s%s", text, FULL, *zone != '/' ? "&time_zone=" : "",
      *zone != '/' ? named : "", after != NULL ? "&after=" : "", after != NULL ? after : "");

  self->asking = TRUE;
  bhc_desk_ask_async (self->desk, "GET", path, NULL, NULL, answered_cb, asked_new (self));
}

static gboolean
ask_cb (gpointer data)
{
  BhcSearch *self = data;

  self->patience = 0;
  ask (self, NULL);
  return G_SOURCE_REMOVE;
}

/* ---- the whole ---- */

static void
begin (BhcSearch *self)
{
  self->fresh = TRUE;
  self->wanted = FULL;
  look (self, 0);
  if (bhc_desk_get_state (self->desk) == BHC_STATE_ONLINE)
    self->patience = g_timeout_add (PATIENCE_MS, ask_cb, self);
  else
    self->local = TRUE;
}

/* What the daemon could not be asked, it is asked as soon as it can be. */
static void
state_cb (BhcSearch *self)
{
  if (self->query == NULL)
    return;
  if (bhc_desk_get_state (self->desk) == BHC_STATE_ONLINE && self->local && !self->asking)
    ask (self, NULL);
  tell (self);
}

BhcSearch *
bhc_search_new (BhcDesk *desk)
{
  BhcSearch *self = g_object_new (BHC_TYPE_SEARCH, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  return self;
}

GListModel *
bhc_search_get_results (BhcSearch *self)
{
  g_return_val_if_fail (BHC_IS_SEARCH (self), NULL);

  return G_LIST_MODEL (self->results);
}

/* “fork from:” is on its way to something: until it is there, “fork” is asked for. */
static char *
cut_unfinished (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  char *blank = strrchr (stripped, ' ');

  if (g_str_has_suffix (stripped, ":"))
    *(blank != NULL ? blank : stripped) = '\0';
  return g_strdup (g_strstrip (stripped));
}

void
bhc_search_set_text (BhcSearch *self, const char *text)
{
  g_autofree char *stripped = cut_unfinished (text);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (BHC_IS_SEARCH (self));

  if (g_str_equal (stripped, self->text))
    return;

  stop (self);
  g_free (self->text);
  self->text = g_steal_pointer (&stripped);
  self->local = FALSE;
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->query, bh_find_query_free);
  if (*self->text != '\0')
    self->query = bh_find_query_parse (self->text, self->zone, &error);
  if (error != NULL)
    self->problem = g_strdup (error->message);
  if (self->query != NULL)
    begin (self);
  else
    empty (self);
  tell (self);
}

const char *
bhc_search_get_text (BhcSearch *self)
{
  g_return_val_if_fail (BHC_IS_SEARCH (self), "");

  return self->text;
}

void
bhc_search_load_more (BhcSearch *self)
{
  g_return_if_fail (BHC_IS_SEARCH (self));

  if (self->query == NULL || bhc_search_is_loading (self))
    return;

  self->wanted = count_messages (self) + FULL;
  if (self->below_seq > 0)
    look (self, self->below_seq);
  if (self->next != NULL)
    ask (self, self->next);
}

gboolean
bhc_search_is_loading (BhcSearch *self)
{
  g_return_val_if_fail (BHC_IS_SEARCH (self), FALSE);

  return self->cancellable != NULL || self->asking || self->patience != 0;
}

gboolean
bhc_search_is_local (BhcSearch *self)
{
  g_return_val_if_fail (BHC_IS_SEARCH (self), FALSE);

  return self->local;
}

gboolean
bhc_search_is_partial (BhcSearch *self)
{
  g_return_val_if_fail (BHC_IS_SEARCH (self), FALSE);

  return self->partial;
}

const char *
bhc_search_get_problem (BhcSearch *self)
{
  g_return_val_if_fail (BHC_IS_SEARCH (self), NULL);

  return self->problem;
}

char *
bhc_search_get_words (BhcSearch *self)
{
  g_return_val_if_fail (BHC_IS_SEARCH (self), NULL);

  return self->query != NULL ? bh_find_query_words (self->query) : g_strdup ("");
}

GStrv
bhc_search_get_history (BhcSearch *self)
{
  g_return_val_if_fail (BHC_IS_SEARCH (self), NULL);

  return bhc_desk_read_searches (self->desk);
}

void
bhc_search_remember (BhcSearch *self)
{
  g_return_if_fail (BHC_IS_SEARCH (self));

  if (*self->text != '\0')
    bhc_desk_remember_search (self->desk, self->text);
}
