/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bellhop-mail"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/mail/bhd-mails.h"
#include "server/outbound/mail/bhd-mime.h"
#include "server/outbound/mail/bhd-smtp.h"

#include "server/outbound/mail/bhd-mailer.h"

#define LEASE_US (3 * BH_MINUTE) /* longer than an attempt can take */
#define STORE_PAUSE_US BH_SECOND /* where the store cannot be asked */

struct _BhdMailer
{
  BhdStore *store;
  const BhdMailAccount *account;
  BhdSmtp *smtp; /* the mailer's thread only */
  GCancellable *stop;
  GThread *thread;
  GMutex lock;
  GCond woken;
  guint64 wakes; /* under the lock: rises with each reason to look */
};

typedef struct
{
  BhdMail *mail;
  gint64 next_due_us;
} Taking;

static gpointer
take_job (BhdTurn *turn, gpointer data, GError **error)
{
  Taking *taking = data;

  bhd_mails_take (turn, LEASE_US, &taking->mail, &taking->next_due_us, error);
  return NULL;
}

static gpointer
write_job (BhdTurn *turn, gpointer data, GError **error)
{
  return bhd_mails_write (turn, data, error);
}

typedef struct
{
  const BhdMail *mail;
  BhdMailResult result;
  const char *failure;
} Report;

static gpointer
report_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Report *report = data;

  bhd_mails_report (turn, report->mail, report->result, report->failure, error);
  return NULL;
}

/* Returns: FALSE with @error set where it did not arrive. */
static gboolean
send_letter (BhdMailer *self, const BhdLetter *letter, GError **error)
{
  g_autoptr (GBytes) message = NULL;

  if (!bhd_mail_address_is_plain (letter->to))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "the contact's e-mail address is none");
      return FALSE;
    }
  message = bhd_mime_write (letter, self->account);
  return bhd_smtp_send (self->smtp, letter->to, message, error);
}

static BhdMailResult
attempt (BhdMailer *self, BhdMail *mail, GError **failure)
{
  g_autoptr (BhdLetter) letter =
      bhd_store_call (self->store, BHD_JOB_READ, write_job, mail, failure);

  if (letter == NULL && *failure == NULL)
    return BHD_MAIL_DROPPED;
  if (letter != NULL && send_letter (self, letter, failure))
    return BHD_MAIL_SENT;
  return g_error_matches (*failure, BH_ERROR, BH_ERROR_INVALID) ? BHD_MAIL_REFUSED : BHD_MAIL_AGAIN;
}

/* No address and no word of the letter in the log. */
static void
carry (BhdMailer *self, BhdMail *mail)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) error = NULL;
  Report report = { mail, attempt (self, mail, &failure), NULL };

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the lease ends by itself */
  if (failure != NULL)
    {
      report.failure = failure->message;
      g_message ("mail %s (%s) was not sent: %s", mail->id, mail->kind, failure->message);
    }
  bhd_store_call (self->store, BHD_JOB_WRITE, report_job, &report, &error);
  if (error != NULL)
    g_warning ("cannot note that mail %s was sent, it will be repeated: %s", mail->id,
               error->message);
}

/* Until @due_us (0: for ever), or until there was a reason to look again since @seen. */
static void
wait_for_work (BhdMailer *self, guint64 seen, gint64 due_us)
{
  gint64 end = g_get_monotonic_time () + MAX (due_us - bh_clock_now_us (), 0);
  gboolean late = FALSE;

  g_mutex_lock (&self->lock);
  while (!late && self->wakes == seen && !g_cancellable_is_cancelled (self->stop))
    if (due_us == 0)
      g_cond_wait (&self->woken, &self->lock);
    else
      late = !g_cond_wait_until (&self->woken, &self->lock, end);
  g_mutex_unlock (&self->lock);
}

static guint64
count_wakes (BhdMailer *self)
{
  guint64 wakes;

  g_mutex_lock (&self->lock);
  wakes = self->wakes;
  g_mutex_unlock (&self->lock);
  return wakes;
}

static void
take (BhdMailer *self, Taking *taking)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (self->store, BHD_JOB_WRITE, take_job, taking, &error);
  if (error == NULL)
    return;
  g_warning ("cannot look for mail: %s", error->message);
  taking->next_due_us = bh_clock_now_us () + STORE_PAUSE_US;
}

static gpointer
run (gpointer data)
{
  BhdMailer *self = data;

  while (!g_cancellable_is_cancelled (self->stop))
    {
      Taking taking = { NULL };
      guint64 seen = count_wakes (self);

      take (self, &taking);
      if (taking.mail != NULL)
        carry (self, taking.mail);
      else
        wait_for_work (self, seen, taking.next_due_us);
      g_clear_pointer (&taking.mail, bhd_mail_free);
    }
  return NULL;
}

BhdMailer *
bhd_mailer_new (BhdStore *store, const BhdMailAccount *account)
{
  BhdMailer *self = g_new0 (BhdMailer, 1);

  self->store = store;
  self->account = account;
  self->stop = g_cancellable_new ();
  self->smtp = bhd_smtp_new (account, self->stop);
  g_mutex_init (&self->lock);
  g_cond_init (&self->woken);
  self->thread = g_thread_new ("mailer", run, self);
  return self;
}

void
bhd_mailer_wake (BhdMailer *self)
{
  g_mutex_lock (&self->lock);
  self->wakes++;
  g_cond_signal (&self->woken);
  g_mutex_unlock (&self->lock);
}

void
bhd_mailer_free (BhdMailer *self)
{
  g_cancellable_cancel (self->stop);
  bhd_mailer_wake (self);
  g_thread_join (self->thread);
  bhd_smtp_free (self->smtp);
  g_object_unref (self->stop);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->woken);
  g_free (self);
}

static gboolean
send_test (gpointer data, const char *to, char **answer, GError **error)
{
  static const char words[] = "This is a test letter of Bellhop. Your mail settings work.";
  const BhdMailAccount *account = data;
  g_autofree char *id = bh_id_new ();
  g_autofree char *html =
      g_strdup_printf ("<!DOCTYPE html>\n<html><body>%s</body></html>\n", words);
  const BhdLetter letter = { .id = id,
                             .from_name = account->from_name,
                             .to = (char *) to,
                             .subject = (char *) "Test letter of Bellhop",
                             .text = (char *) words,
                             .html = html,
                             .created_us = bh_clock_now_us () };
  g_autoptr (BhdSmtp) smtp = bhd_smtp_new (account, NULL);
  g_autoptr (GBytes) message = bhd_mime_write (&letter, account);

  if (!bhd_smtp_send (smtp, to, message, error))
    return FALSE;
  *answer = g_strdup (bhd_smtp_last_words (smtp));
  return TRUE;
}

void
bhd_mail_service_init (BhdMailService *service, const BhdMailAccount *account)
{
  service->data = (gpointer) account;
  service->send_test = send_test;
}
