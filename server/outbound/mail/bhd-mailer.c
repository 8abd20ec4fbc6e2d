/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bellhop-mail"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/mail/bhd-mails.h"
#include "server/outbound/mail/bhd-mime.h"
#include "server/outbound/mail/bhd-smtp.h"
#include "server/store/bhd-bell.h"

#include "server/outbound/mail/bhd-mailer.h"

#define LEASE_US (3 * BH_MINUTE) /* longer than an attempt can take */
#define STORE_PAUSE_US BH_SECOND /* where the store cannot be asked */

struct _BhdMailer
{
  BhdStore *store;
  const BhdMailAccount *account;
  BhdSmtp *smtp; /* the mailer's thread only */
  GCancellable *stop;
  BhdBell bell;
  GThread *thread;
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

  while (!bhd_bell_has_ended (&self->bell))
    {
      Taking taking = { NULL };
      guint64 heard = bhd_bell_count (&self->bell);

      take (self, &taking);
      if (taking.mail != NULL)
        carry (self, taking.mail);
      else
        bhd_bell_wait_until_due (&self->bell, heard, taking.next_due_us);
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
  bhd_bell_init (&self->bell);
  self->thread = g_thread_new ("mailer", run, self);
  return self;
}

void
bhd_mailer_wake (BhdMailer *self)
{
  bhd_bell_ring (&self->bell);
}

void
bhd_mailer_free (BhdMailer *self)
{
  bhd_bell_end (&self->bell);
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  bhd_smtp_free (self->smtp);
  g_object_unref (self->stop);
  bhd_bell_clear (&self->bell);
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
