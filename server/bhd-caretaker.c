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

struct _BhdCaretaker
{
  BhdStore *store;
  BhdCaretakerPlan plan;
  GThread *thread;
  GMutex mutex; /* guards what follows */
  GCond cond;
  gboolean stopping;
  gboolean woken;
};

/* One piece of one chore. */
typedef struct
{
  const BhdCaretakerPlan *plan;
  const char *organization_id; /* whose log */
  gboolean more;
} Piece;

static gpointer
forget_sessions_job (BhdTurn *turn, gpointer data, GError **error)
{
  Piece *piece = data;

  bhd_chores_forget_sessions (turn, &piece->more, error);
  return NULL;
}

static gpointer
shorten_log_job (BhdTurn *turn, gpointer data, GError **error)
{
  Piece *piece = data;

  bhd_chores_shorten_log (turn, piece->organization_id, piece->plan->keep_events_us, &piece->more,
                          error);
  return NULL;
}

static gpointer
expire_calls_job (BhdTurn *turn, gpointer data, GError **error)
{
  Piece *piece = data;

  bhd_tool_calls_expire (turn, piece->organization_id, &piece->more, error);
  return NULL;
}

static gpointer
forget_deliveries_job (BhdTurn *turn, gpointer data, GError **error)
{
  Piece *piece = data;

  bhd_deliveries_forget (turn, piece->organization_id, &piece->more, error);
  return NULL;
}

static gpointer
forget_audit_job (BhdTurn *turn, gpointer data, GError **error)
{
  Piece *piece = data;

  bhd_audit_forget (turn, piece->organization_id, &piece->more, error);
  return NULL;
}

static gpointer
look_job (BhdTurn *turn, gpointer data, GError **error)
{
  Piece *piece = data;

  bhd_due_look (turn, &piece->more, error);
  return NULL;
}

static gpointer
erase_job (BhdTurn *turn, gpointer data, GError **error)
{
  Piece *piece = data;

  bhd_erasures_work (turn, &piece->more, error);
  return NULL;
}

static gpointer
do_due_job (BhdTurn *turn, gpointer data, GError **error)
{
  Piece *piece = data;

  bhd_due_do (turn, &piece->more, error);
  return NULL;
}

static gpointer
retire_job (BhdTurn *turn, gpointer data, GError **error)
{
  Piece *piece = data;

  bhd_erasures_retire (turn, piece->organization_id, &piece->more, error);
  return NULL;
}

static gpointer
find_words_job (BhdTurn *turn, gpointer data, GError **error)
{
  Piece *piece = data;

  bhd_contact_words_catch_up (turn, piece->organization_id, &piece->more, error);
  return NULL;
}

static gpointer
list_organizations_job (BhdTurn *turn, gpointer data, GError **error)
{
  return bhd_organizations_list (turn, error);
}

/* Sleeps until @end_us of the monotonic clock, or until it is woken.  @woken: (out)
 * Returns: FALSE when it shall stop. */
static gboolean
sleep_until (BhdCaretaker *self, gint64 end_us, gboolean *woken)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->stopping && !self->woken && g_cond_wait_until (&self->cond, &self->mutex, end_us))
    ;
  *woken = self->woken;
  self->woken = FALSE;
  return !self->stopping;
}

static gboolean
is_stopping (BhdCaretaker *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->stopping;
}

/* Others' jobs come between the pieces: each is a job of its own. */
static void
do_chore (BhdCaretaker *self, BhdJobFunc job, const char *organization_id, GError **error)
{
  Piece piece = { &self->plan, organization_id, TRUE };
  GError *inner = NULL;

  while (piece.more && inner == NULL && !is_stopping (self))
    bhd_store_call (self->store, BHD_JOB_WRITE, job, &piece, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
}

/* What somebody waits for comes first. */
static void
do_erasures (BhdCaretaker *self)
{
  g_autoptr (GError) error = NULL;

  do_chore (self, erase_job, NULL, &error);
  if (error != NULL)
    g_warning ("could not erase what is to be forgotten, will try again: %s", error->message);
}

static void
do_round (BhdCaretaker *self)
{
  static const BhdJobFunc chores[] = {
    shorten_log_job,  expire_calls_job, forget_deliveries_job,
    forget_audit_job, retire_job,       find_words_job,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) organizations = NULL;

  do_chore (self, forget_sessions_job, NULL, &error);
  if (error == NULL)
    organizations = bhd_store_call_full (self->store, BHD_JOB_READ, list_organizations_job, NULL,
                                         (GDestroyNotify) g_ptr_array_unref, &error);
  for (guint i = 0; error == NULL && i < organizations->len; i++)
    {
      const BhOrganization *organization = g_ptr_array_index (organizations, i);

      for (guint j = 0; error == NULL && j < G_N_ELEMENTS (chores); j++)
        do_chore (self, chores[j], organization->id, &error);
    }
  if (error != NULL)
    g_warning ("could not tidy the data, will try again: %s", error->message);
}

/* Often, so it writes only where there is something to do. */
static void
look_what_is_due (BhdCaretaker *self)
{
  Piece piece = { &self->plan, NULL, FALSE };
  g_autoptr (GError) error = NULL;

  bhd_store_call (self->store, BHD_JOB_READ, look_job, &piece, &error);
  if (error == NULL && piece.more)
    do_chore (self, do_due_job, NULL, &error);
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
  gboolean woken;

  while (sleep_until (self, next_us, &woken))
    {
      if (woken)
        do_erasures (self);
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
  self->woken = TRUE; /* what was being erased when the machine stopped is done first */
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("caretaker", caretaker_thread, self);
  return self;
}

void
bhd_caretaker_wake (BhdCaretaker *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->woken = TRUE;
  g_cond_signal (&self->cond);
}

void
bhd_caretaker_free (BhdCaretaker *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
