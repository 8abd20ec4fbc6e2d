/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bellhopd"

#include "server/bhd-caretaker.h"

#include "server/desk/ai/bhd-tool-calls.h"
#include "server/desk/bhd-chores.h"
#include "server/desk/bhd-deliveries.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/contacts/bhd-contact-words.h"
#include "server/desk/contacts/bhd-erasures.h"
#include "server/desk/flow/bhd-due.h"
#include "server/desk/people/bhd-audit.h"
#include "server/store/bhd-bell.h"

struct _BhdCaretaker
{
  BhdStore *store;
  BhdCaretakerPlan plan;
  BhdBell bell;
  GThread *thread;
};

/* What is done by pieces of bounded size, until there is no more: for one organisation, or for all
 * of them. */
typedef gboolean (*Chore) (BhdTurn *turn,
                           const char *organization_id,
                           gboolean *more,
                           GError **error);
typedef gboolean (*ChoreForAll) (BhdTurn *turn, gboolean *more, GError **error);

/* One piece of one chore: of the two kinds one is set. */
typedef struct
{
  Chore chore;
  const char *organization_id;
  ChoreForAll for_all;
  gint64 keep_events_us; /* neither: the log is shortened to these */
  gboolean more;
} Piece;

static gpointer
piece_job (BhdTurn *turn, gpointer data, GError **error)
{
  Piece *piece = data;

  if (piece->for_all != NULL)
    piece->for_all (turn, &piece->more, error);
  else if (piece->chore != NULL)
    piece->chore (turn, piece->organization_id, &piece->more, error);
  else
    bhd_chores_shorten_log (turn, piece->organization_id, piece->keep_events_us, &piece->more,
                            error);
  return NULL;
}

static gpointer
list_organizations_job (BhdTurn *turn, gpointer data, GError **error)
{
  return bhd_organizations_list (turn, error);
}

/* Others' jobs come between the pieces: each is a job of its own. */
static gboolean
do_pieces (BhdCaretaker *self, Piece piece, GError **error)
{
  GError *inner = NULL;

  piece.more = TRUE;
  while (piece.more && inner == NULL && !bhd_bell_has_ended (&self->bell))
    bhd_store_call (self->store, BHD_JOB_WRITE, piece_job, &piece, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL;
}

/* What somebody waits for comes first. */
static void
do_erasures (BhdCaretaker *self)
{
  g_autoptr (GError) error = NULL;

  if (!do_pieces (self, (Piece){ .for_all = bhd_erasures_work }, &error))
    g_warning ("could not erase what is to be forgotten, will try again: %s", error->message);
}

static gboolean
tidy_organization (BhdCaretaker *self, const char *id, GError **error)
{
  static const Chore chores[] = {
    bhd_tool_calls_expire, bhd_deliveries_forget,      bhd_audit_forget,
    bhd_erasures_retire,   bhd_contact_words_catch_up,
  };
  Piece log = { .organization_id = id, .keep_events_us = self->plan.keep_events_us };

  if (!do_pieces (self, log, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (chores); i++)
    if (!do_pieces (self, (Piece){ .chore = chores[i], .organization_id = id }, error))
      return FALSE;
  return TRUE;
}

static void
do_round (BhdCaretaker *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) organizations = NULL;

  if (do_pieces (self, (Piece){ .for_all = bhd_chores_forget_sessions }, &error))
    organizations = bhd_store_call_full (self->store, BHD_JOB_READ, list_organizations_job, NULL,
                                         (GDestroyNotify) g_ptr_array_unref, &error);
  for (guint i = 0; error == NULL && i < organizations->len; i++)
    tidy_organization (self, ((BhOrganization *) organizations->pdata[i])->id, &error);
  if (error != NULL)
    g_warning ("could not tidy the data, will try again: %s", error->message);
}

/* Often, so it writes only where there is something to do. */
static void
look_what_is_due (BhdCaretaker *self)
{
  Piece look = { .for_all = bhd_due_look };
  g_autoptr (GError) error = NULL;

  bhd_store_call (self->store, BHD_JOB_READ, piece_job, &look, &error);
  if (error == NULL && look.more)
    do_pieces (self, (Piece){ .for_all = bhd_due_do }, &error);
  if (error != NULL)
    g_warning ("could not do what is due in conversations, will try again: %s", error->message);
}

static gpointer
caretaker_thread (gpointer data)
{
  BhdCaretaker *self = data;
  gint64 look_us = self->plan.look_us;
  gint64 round_us = g_get_monotonic_time () + self->plan.first_us;
  gint64 next_us = look_us > 0 ? 0 : round_us;
  guint64 heard = 0;

  while (bhd_bell_wait (&self->bell, heard, next_us))
    {
      guint64 rings = bhd_bell_count (&self->bell);

      if (rings != heard)
        do_erasures (self);
      heard = rings;
      if (look_us > 0)
        look_what_is_due (self);
      if (g_get_monotonic_time () >= round_us)
        {
          do_round (self);
          do_erasures (self); /* those that come round again, and what has retired */
          round_us = g_get_monotonic_time () + self->plan.every_us;
        }
      next_us = look_us > 0 ? MIN (round_us, g_get_monotonic_time () + look_us) : round_us;
    }
  return NULL;
}

BhdCaretaker *
bhd_caretaker_new (BhdStore *store, const BhdCaretakerPlan *plan)
{
  BhdCaretaker *self = g_new0 (BhdCaretaker, 1);

  self->store = store;
  self->plan = *plan;
  bhd_bell_init (&self->bell);
  bhd_bell_ring (&self->bell); /* what was being erased when the machine stopped is done first */
  self->thread = g_thread_new ("caretaker", caretaker_thread, self);
  return self;
}

void
bhd_caretaker_wake (BhdCaretaker *self)
{
  bhd_bell_ring (&self->bell);
}

void
bhd_caretaker_free (BhdCaretaker *self)
{
  bhd_bell_end (&self->bell);
  g_thread_join (self->thread);
  bhd_bell_clear (&self->bell);
  g_free (self);
}
