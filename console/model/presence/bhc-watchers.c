/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/presence/bhc-watchers.h"

#include "common/bh-clock.h"
#include "console/model/bhc-desk-ask.h"

#define SAY_SECONDS 20
#define LOOK_LAPSE (30 * BH_SECOND)
#define TYPING_LAPSE (6 * BH_SECOND)
#define MAX_WATCHERS 100

struct _BhcWatchers
{
  GObject parent_instance;

  BhcDesk *desk;
  char *conversation; /* (nullable) */
  gboolean looking;
  guint tick;         /* 0: not looking */
  guint sweep;        /* 0: nobody is here */
  GPtrArray *present; /* of Present, by name */
};

typedef struct
{
  char *id;
  char *name;
  gint64 until_us;        /* looks */
  gint64 typing_until_us; /* 0: does not type */
} Present;

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcWatchers, bhc_watchers, G_TYPE_OBJECT)

static void
present_free (gpointer data)
{
  Present *present = data;

  g_free (present->id);
  g_free (present->name);
  g_free (present);
}

/* Not waited for: it is said again soon. */
static void
say (BhcWatchers *self, gboolean on)
{
  g_autofree char *path = NULL;
  GVariantDict values;

  if (self->conversation == NULL || bhc_desk_get_state (self->desk) != BHC_STATE_ONLINE)
    return;

  path = g_strdup_printf ("/v1/desk/conversations/%s/viewing", self->conversation);
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "on", "b", on);
  bhc_desk_ask_async (self->desk, "POST", path, g_variant_dict_end (&values), NULL, NULL, NULL);
}

static gboolean
tick_cb (gpointer data)
{
  say (data, TRUE);

  return G_SOURCE_CONTINUE;
}

static gboolean
sweep_cb (gpointer data)
{
  BhcWatchers *self = data;
  gint64 now = bh_clock_now_us ();
  gboolean changed = FALSE;

  for (guint i = self->present->len; i > 0; i--)
    {
      Present *present = g_ptr_array_index (self->present, i - 1);
      gboolean stopped = present->typing_until_us > 0 && present->typing_until_us <= now;

      if (stopped)
        present->typing_until_us = 0;
      if (present->until_us <= now)
        g_ptr_array_remove_index (self->present, i - 1);
      changed |= stopped || present->until_us <= now;
    }
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
  if (self->present->len > 0)
    return G_SOURCE_CONTINUE;

  self->sweep = 0;
  return G_SOURCE_REMOVE;
}

static Present *
find_present (BhcWatchers *self, const char *id)
{
  for (guint i = 0; i < self->present->len; i++)
    {
      Present *present = g_ptr_array_index (self->present, i);

      if (g_str_equal (present->id, id))
        return present;
    }

  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(Present *const *) a)->name, (*(Present *const *) b)->name);
}

static Present *
add_present (BhcWatchers *self, const char *id, const char *name)
{
  Present *present = g_new0 (Present, 1);

  present->id = g_strdup (id);
  present->name = g_strdup (name != NULL ? name : "");
  g_ptr_array_add (self->present, present);
  g_ptr_array_sort (self->present, compare_names);
  if (self->sweep == 0)
    self->sweep = g_timeout_add_seconds (1, sweep_cb, self);
  return present;
}

/* Who writes looks, too; who has stopped to write may still look. */
static void
note (Present *present, gboolean typing, gboolean on)
{
  gint64 now = bh_clock_now_us ();

  if (on || typing)
    present->until_us = MAX (present->until_us, now + (typing ? TYPING_LAPSE : LOOK_LAPSE));
  if (typing || !on)
    present->typing_until_us = on ? now + TYPING_LAPSE : 0;
}

static void
here_cb (BhcWatchers *self,
         const char *conversation,
         const char *id,
         const char *name,
         gboolean typing,
         gboolean on)
{
  Present *present = find_present (self, id);

  if (g_strcmp0 (conversation, self->conversation) != 0)
    return;
  if (present == NULL && (!on || self->present->len >= MAX_WATCHERS))
    return;

  if (present == NULL)
    present = add_present (self, id, name);
  if (!on && !typing)
    g_ptr_array_remove (self->present, present);
  else
    note (present, typing, on);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
bhc_watchers_dispose (GObject *object)
{
  BhcWatchers *self = BHC_WATCHERS (object);

  if (self->desk != NULL)
    bhc_watchers_set_looking (self, FALSE);
  g_clear_handle_id (&self->sweep, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->conversation, g_free);
  g_ptr_array_set_size (self->present, 0);

  G_OBJECT_CLASS (bhc_watchers_parent_class)->dispose (object);
}

static void
bhc_watchers_finalize (GObject *object)
{
  g_ptr_array_unref (BHC_WATCHERS (object)->present);

  G_OBJECT_CLASS (bhc_watchers_parent_class)->finalize (object);
}

static void
bhc_watchers_class_init (BhcWatchersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_watchers_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_watchers_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_WATCHERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bhc_watchers_init (BhcWatchers *self)
{
  self->present = g_ptr_array_new_with_free_func (present_free);
}

BhcWatchers *
bhc_watchers_new (BhcDesk *desk)
{
  BhcWatchers *self = g_object_new (BHC_TYPE_WATCHERS, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "colleague-here", G_CALLBACK (here_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
bhc_watchers_set_looking (BhcWatchers *self, gboolean looking)
{
  g_return_if_fail (BHC_IS_WATCHERS (self));

  looking = looking && self->conversation != NULL;
  if (looking == self->looking)
    return;

  self->looking = looking;
  g_clear_handle_id (&self->tick, g_source_remove);
  say (self, looking);
  if (looking)
    self->tick = g_timeout_add_seconds (SAY_SECONDS, tick_cb, self);
}

void
bhc_watchers_set_conversation (BhcWatchers *self, const char *id)
{
  gboolean looking;

  g_return_if_fail (BHC_IS_WATCHERS (self));

  if (g_strcmp0 (self->conversation, id) == 0)
    return;

  looking = self->looking;
  bhc_watchers_set_looking (self, FALSE);
  g_free (self->conversation);
  self->conversation = g_strdup (id);
  g_ptr_array_set_size (self->present, 0);
  bhc_watchers_set_looking (self, looking);
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
bhc_watchers_get_n (BhcWatchers *self)
{
  g_return_val_if_fail (BHC_IS_WATCHERS (self), 0);

  return self->present->len;
}

BhcWatcher
bhc_watchers_get (BhcWatchers *self, guint i)
{
  const Present *present = g_ptr_array_index (self->present, i);

  return (BhcWatcher){ present->id, present->name, present->typing_until_us > 0 };
}
