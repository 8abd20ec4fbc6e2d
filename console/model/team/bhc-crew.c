/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/team/bhc-crew.h"

#include "console/model/bhc-desk-ask.h"
#include "console/model/directory/bhc-bag-private.h"
#include "console/model/team/bhc-crew-lists-private.h"

#define SETTLE_MS 400 /* several changes that come together are asked about once */

struct _BhcCrew
{
  GObject parent_instance;

  BhcDesk *desk;        /* which holds it; NULL when it has gone */
  GListStore *mates;    /* of BhcMate */
  GListStore *runs;     /* of BhcAiRun */
  GHashTable *whispers; /* operator → BhcWhispers */
  guint n_unread;
  guint watchers;
  guint due; /* source: what has changed is asked for */
  gboolean asking;
  gboolean stale; /* something has changed since it was asked for */
  gboolean current;
  char *problem; /* (nullable) */
};

typedef enum
{
  PROP_N_UNREAD = 1,
  PROP_CURRENT,
  PROP_PROBLEM,
} BhcCrewProperty;
static GParamSpec *props[PROP_PROBLEM + 1];

enum
{
  HEARD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcCrew, bhc_crew, G_TYPE_OBJECT)

static void
bhc_crew_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcCrew *self = BHC_CREW (object);

  switch ((BhcCrewProperty) prop_id)
    {
    case PROP_N_UNREAD:
      g_value_set_uint (value, self->n_unread);
      break;
    case PROP_CURRENT:
      g_value_set_boolean (value, self->current);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_crew_finalize (GObject *object)
{
  BhcCrew *self = BHC_CREW (object);

  g_clear_handle_id (&self->due, g_source_remove);
  g_clear_object (&self->mates);
  g_clear_object (&self->runs);
  g_clear_pointer (&self->whispers, g_hash_table_unref);
  g_free (self->problem);

  G_OBJECT_CLASS (bhc_crew_parent_class)->finalize (object);
}

static void
bhc_crew_class_init (BhcCrewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bhc_crew_get_property;
  object_class->finalize = bhc_crew_finalize;

  props[PROP_N_UNREAD] = g_param_spec_uint ("n-unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_CURRENT] = g_param_spec_boolean ("current", NULL, NULL, FALSE, flags);
  props[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[HEARD] = g_signal_new ("heard", BHC_TYPE_CREW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, BHC_TYPE_WHISPER);
}

static void
bhc_crew_init (BhcCrew *self)
{
  self->mates = g_list_store_new (BHC_TYPE_MATE);
  self->runs = g_list_store_new (BHC_TYPE_AI_RUN);
  self->whispers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static void
set_current (BhcCrew *self, gboolean current, const char *problem)
{
  g_free (self->problem);
  self->problem = g_strdup (problem);
  self->current = current;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CURRENT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROBLEM]);
}

/* ---- who is there ---- */

static void ask_soon (BhcCrew *self);

static void
people_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcCrew) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  self->asking = FALSE;
  if (self->desk == NULL || bhc_desk_get_operator (self->desk) == NULL)
    return;
  if (answer != NULL)
    {
      bhc_crew_lists_take_people (self->mates, answer);
      bhc_crew_lists_take_runs (self->runs, answer);
    }
  set_current (self, answer != NULL && bhc_desk_get_state (self->desk) == BHC_STATE_ONLINE,
               error != NULL ? error->message : NULL);
  if (self->stale)
    ask_soon (self);
}

static void
ask (BhcCrew *self)
{
  self->stale = self->asking;
  if (self->asking || self->desk == NULL)
    return;

  self->asking = TRUE;
  bhc_desk_ask_async (self->desk, "GET", "/v1/desk/people", NULL, NULL, people_cb,
                      g_object_ref (self));
}

static gboolean
due_cb (gpointer data)
{
  BhcCrew *self = data;

  self->due = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

/* Something has changed that only the daemon can tell; of no interest where nobody looks. */
static void
ask_soon (BhcCrew *self)
{
  if (self->watchers > 0 && self->due == 0 && bhc_desk_get_state (self->desk) == BHC_STATE_ONLINE)
    self->due = g_timeout_add (SETTLE_MS, due_cb, self);
}

static void
presence_cb (BhcCrew *self, const char *who, gboolean connected, const char *status)
{
  BhcMate *mate = bhc_crew_find_mate (self, who);
  BhcMateRecord record;

  if (mate == NULL)
    {
      ask_soon (self); /* somebody new */
      return;
    }
  record = *bhc_mate_get (mate);
  record.connected = connected;
  record.status = (char *) status;
  bhc_mate_set (mate, &record);
}

static void
run_cb (BhcCrew *self,
        const char *conversation,
        const char *run,
        gboolean goes_on,
        const char *provider)
{
  if (goes_on)
    ask_soon (self);
  else
    bhc_crew_lists_end_run (self->runs, run);
}

/* Those of the team who may sign in; until the daemon has said who of them is there. */
static void
directory_cb (BhcCrew *self)
{
  bhc_crew_lists_take_directory (self->mates, bhc_desk_get_directory (self->desk));
  ask_soon (self);
}

/* ---- what is whispered ---- */

static void
show_unread (BhcCrew *self, GVariant *answer)
{
  guint n = bhc_crew_lists_take_unread (self->mates, answer);

  if (n == self->n_unread)
    return;
  self->n_unread = n;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_UNREAD]);
}

static void
unread_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcCrew) self = data;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, NULL);

  if (answer != NULL) /* else the next connection asks again */
    show_unread (self, answer);
}

static void
ask_unread (BhcCrew *self)
{
  if (self->desk != NULL)
    bhc_desk_ask_async (self->desk, "GET", "/v1/desk/whispers", NULL, NULL, unread_cb,
                        g_object_ref (self));
}

typedef struct
{
  BhcCrew *self; /* held */
  char *id;      /* of the whisper */
  char *with;
  gboolean to_me;
} Hearing;

static void
hearing_free (Hearing *hearing)
{
  g_object_unref (hearing->self);
  g_free (hearing->id);
  g_free (hearing->with);
  g_free (hearing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Hearing, hearing_free)

/* Whoever looks at it has seen it; its words may have been read elsewhere meanwhile. */
static void
tell_heard (BhcCrew *self, GVariant *answer, const char *id)
{
  g_autoptr (GVariant) records =
      g_variant_lookup_value (answer, "whispers", G_VARIANT_TYPE ("aa{sv}"));

  for (gsize i = 0; records != NULL && i < g_variant_n_children (records); i++)
    {
      g_autoptr (GVariant) values = g_variant_get_child_value (records, i);
      g_autoptr (BhcWhisper) whisper = bhc_whisper_new_from_values (values);

      if (whisper != NULL && g_str_equal (bhc_whisper_get_id (whisper), id) &&
          !bhc_whisper_is_read (whisper))
        g_signal_emit (self, signals[HEARD], 0, whisper);
    }
}

static void
heard_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Hearing) hearing = data;
  BhcCrew *self = hearing->self;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, NULL);
  BhcWhispers *whispers = g_hash_table_lookup (self->whispers, hearing->with);

  if (answer == NULL || self->desk == NULL)
    return;
  show_unread (self, answer);
  if (hearing->to_me && (whispers == NULL || !bhc_whispers_is_seen (whispers)))
    tell_heard (self, answer, hearing->id);
  if (whispers != NULL)
    bhc_whispers_take (whispers, answer);
}

static void
whisper_cb (BhcCrew *self, const char *id, const char *from, const char *to)
{
  const BhOperator *me = bhc_desk_get_operator (self->desk);
  gboolean to_me = me != NULL && g_str_equal (to, me->id);
  g_autofree char *path = NULL;
  Hearing *hearing;

  if (me == NULL || (!to_me && !g_str_equal (from, me->id)))
    return;
  hearing = g_new0 (Hearing, 1);
  *hearing = (Hearing){ g_object_ref (self), g_strdup (id), g_strdup (to_me ? from : to), to_me };
  path = g_strdup_printf ("/v1/desk/whispers?with=%s&limit=50", hearing->with);
  bhc_desk_ask_async (self->desk, "GET", path, NULL, NULL, heard_cb, hearing);
}

BhcWhispers *
bhc_crew_open_whispers (BhcCrew *self, const char *with)
{
  BhcWhispers *whispers;

  g_return_val_if_fail (BHC_IS_CREW (self), NULL);

  whispers = g_hash_table_lookup (self->whispers, with);
  if (whispers == NULL)
    {
      whispers = bhc_whispers_new (self->desk, with);
      g_signal_connect_object (whispers, "read", G_CALLBACK (ask_unread), self, G_CONNECT_SWAPPED);
      g_hash_table_insert (self->whispers, g_strdup (with), whispers);
    }
  return whispers;
}

/* ---- all of it ---- */

static void
leave_whispers (BhcCrew *self)
{
  GHashTableIter iter;
  gpointer whispers;

  g_hash_table_iter_init (&iter, self->whispers);
  while (g_hash_table_iter_next (&iter, NULL, &whispers))
    bhc_whispers_leave (whispers);
  g_hash_table_remove_all (self->whispers);
}

static void
forget (BhcCrew *self)
{
  g_list_store_remove_all (self->mates);
  g_list_store_remove_all (self->runs);
  leave_whispers (self);
  self->n_unread = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_UNREAD]);
}

static void
state_cb (BhcCrew *self)
{
  BhcState state = bhc_desk_get_state (self->desk);

  if (state == BHC_STATE_SIGNED_OUT)
    forget (self);
  if (state == BHC_STATE_ONLINE)
    {
      ask (self);
      ask_unread (self);
    }
  else if (self->current)
    set_current (self, FALSE, NULL);
}

static void
gone_cb (gpointer data, GObject *desk)
{
  BhcCrew *self = data;

  leave_whispers (self);
  self->desk = NULL;
  g_clear_handle_id (&self->due, g_source_remove);
  g_object_unref (self);
}

static const struct
{
  const char *signal;
  GCallback callback;
} heard_of[] = {
  { "presence", G_CALLBACK (presence_cb) },   { "run", G_CALLBACK (run_cb) },
  { "whisper", G_CALLBACK (whisper_cb) },     { "counts-changed", G_CALLBACK (ask_soon) },
  { "notify::state", G_CALLBACK (state_cb) },
};

static BhcCrew *
make_crew (BhcDesk *desk)
{
  BhcCrew *self = g_object_new (BHC_TYPE_CREW, NULL);

  self->desk = desk;
  g_object_weak_ref (G_OBJECT (desk), gone_cb, self);
  for (guint i = 0; i < G_N_ELEMENTS (heard_of); i++)
    g_signal_connect_object (desk, heard_of[i].signal, heard_of[i].callback, self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (bhc_desk_get_directory (desk), "changed", G_CALLBACK (directory_cb),
                           self, G_CONNECT_SWAPPED);
  directory_cb (self);
  state_cb (self);

  return self;
}

BhcCrew *
bhc_crew_of (BhcDesk *desk)
{
  static GQuark quark;
  BhcCrew *self;

  g_return_val_if_fail (BHC_IS_DESK (desk), NULL);

  if (quark == 0)
    quark = g_quark_from_static_string ("bhc-crew");
  self = g_object_get_qdata (G_OBJECT (desk), quark);
  if (self == NULL)
    {
      self = make_crew (desk);
      g_object_set_qdata (G_OBJECT (desk), quark, self);
    }

  return self;
}

GListModel *
bhc_crew_get_mates (BhcCrew *self)
{
  g_return_val_if_fail (BHC_IS_CREW (self), NULL);

  return G_LIST_MODEL (self->mates);
}

GListModel *
bhc_crew_get_runs (BhcCrew *self)
{
  g_return_val_if_fail (BHC_IS_CREW (self), NULL);

  return G_LIST_MODEL (self->runs);
}

BhcMate *
bhc_crew_find_mate (BhcCrew *self, const char *id)
{
  g_return_val_if_fail (BHC_IS_CREW (self), NULL);

  return bhc_crew_lists_find_mate (self->mates, id);
}

guint
bhc_crew_get_n_unread (BhcCrew *self)
{
  g_return_val_if_fail (BHC_IS_CREW (self), 0);

  return self->n_unread;
}

gboolean
bhc_crew_is_current (BhcCrew *self)
{
  g_return_val_if_fail (BHC_IS_CREW (self), FALSE);

  return self->current;
}

const char *
bhc_crew_get_problem (BhcCrew *self)
{
  g_return_val_if_fail (BHC_IS_CREW (self), NULL);

  return self->problem;
}

void
bhc_crew_watch (BhcCrew *self)
{
  g_return_if_fail (BHC_IS_CREW (self));

  self->watchers++;
  if (self->desk != NULL && bhc_desk_get_state (self->desk) == BHC_STATE_ONLINE)
    ask (self);
}

void
bhc_crew_unwatch (BhcCrew *self)
{
  g_return_if_fail (BHC_IS_CREW (self));
  g_return_if_fail (self->watchers > 0);

  self->watchers--;
}
