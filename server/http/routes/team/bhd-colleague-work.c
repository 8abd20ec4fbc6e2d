/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/team/bhd-colleague-work.h"

#include "server/desk/bhd-password.h"
#include "server/http/routes/ai/bhd-ai-answers.h"

typedef struct
{
  const BhdCaller *caller;
  const char *id;
  BhdColleagueChange change;
  BhOperator *person; /* (nullable): as it is now */
  char **ended;       /* (nullable) */
  gboolean more;
} Work;

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->person, bh_operator_unref);
  g_strfreev (self->ended);
  g_free ((char *) self->change.password_hash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gpointer
change_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  work->person =
      bhd_colleagues_change (turn, work->caller, work->id, &work->change, &work->ended, error);
  return NULL;
}

static gpointer
give_back_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  bhd_colleagues_give_back (turn, work->caller, work->id, &work->more, error);
  return NULL;
}

static gboolean
give_back (BhdStore *store, Work *work, GError **error)
{
  for (work->more = TRUE; work->more;)
    if (!bhd_ai_call (store, BHD_JOB_WRITE, give_back_job, work, error))
      return FALSE;
  return TRUE;
}

void
bhd_colleague_work_answer (BhdReply *reply, const BhOperator *person)
{
  bh_json_begin_object (&reply->json, NULL);
  bh_operator_write_json (person, &reply->json, "operator");
  bh_json_end_object (&reply->json);
}

gboolean
bhd_colleague_work_change (BhdStore *store,
                           const BhdRequest *request,
                           const BhdCaller *caller,
                           const char *id,
                           const BhdColleagueChange *change,
                           const char *password,
                           BhdReply *reply,
                           GError **error)
{
  g_auto (Work) work = { caller, id, *change };

  work.change.password_hash = password != NULL ? bhd_password_hash (password, error) : NULL;
  if (password != NULL && work.change.password_hash == NULL)
    return FALSE;
  if (!bhd_ai_call (store, BHD_JOB_WRITE, change_job, &work, error))
    return FALSE;
  for (guint i = 0; work.ended != NULL && work.ended[i] != NULL; i++)
    bhd_hub_end_session (bhd_request_hub (request), work.ended[i]);
  if (work.person->disabled && !give_back (store, &work, error))
    return FALSE;
  bhd_colleague_work_answer (reply, work.person);
  return TRUE;
}
