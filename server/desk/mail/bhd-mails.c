/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/mail/bhd-mails.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/mail/bhd-mail-words-private.h"
#include "server/desk/mail/bhd-transcript.h"

#include <string.h>

#define TRANSCRIPT "transcript"
#define TRANSCRIPTS_AN_HOUR 3   /* of one conversation */
#define TRANSCRIPTS_TO_ONE 6    /* to one address, an hour as well */
#define TRANSCRIPTS_TOGETHER 60 /* all that visitors ask for, an hour */
#define GIVE_UP_US (24 * BH_HOUR)
#define KEEP_US (30 * 24 * BH_HOUR)

/* How long after its n-th failure it is tried again; the last one repeats. */
static const gint64 pauses_us[] = {
  30 * BH_SECOND, 2 * BH_MINUTE, 10 * BH_MINUTE, 30 * BH_MINUTE, BH_HOUR, 3 * BH_HOUR,
};

static gboolean
has_address (const BhdConversationRow *row)
{
  const char *email = row->fields.contact_email;

  return email != NULL && strchr (email, '@') != NULL;
}

/* So that nobody fills a box that is not theirs: an address is bounded as the conversation is,
 * whoever claims to have it. */
static gboolean
was_sent_often (BhdTurn *turn, const BhdConversationRow *row, gboolean *often, GError **error)
{
  const char *organization_id = row->organization_id;
  gint64 since_us = turn->now_us - BH_HOUR;
  gint64 here =
      bhd_mail_rows_count (turn->db, organization_id, row->fields.id, TRANSCRIPT, since_us, error);
  gint64 there = here < 0
                     ? -1
                     : bhd_mail_rows_count_to (turn->db, organization_id, row->fields.contact_email,
                                               TRANSCRIPT, since_us, error);

  *often = here >= TRANSCRIPTS_AN_HOUR || there >= TRANSCRIPTS_TO_ONE;
  return there >= 0;
}

/* Names, words and addresses are a visitor's own to choose: without a bound over all of them this
 * would send anybody's letters to anybody. */
static gboolean
were_sent_often (BhdTurn *turn, const BhdCaller *caller, gboolean *often, GError **error)
{
  gint64 all = bhd_mail_rows_count_all (turn->db, caller->organization_id, TRANSCRIPT,
                                        turn->now_us - BH_HOUR, error);

  *often = *often || (caller->who == BHD_VISITOR && all >= TRANSCRIPTS_TOGETHER);
  return all >= 0;
}

static gboolean
may_ask (BhdTurn *turn, const BhdCaller *caller, const BhdConversationRow *row, GError **error)
{
  gboolean often = FALSE;

  if (!has_address (row))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                   "nobody knows an e-mail address of this visitor: download the transcript");
      return FALSE;
    }
  if (!was_sent_often (turn, row, &often, error) || !were_sent_often (turn, caller, &often, error))
    return FALSE;
  if (often)
    g_set_error (error, BH_ERROR, BH_ERROR_RATE_LIMITED,
                 "too many transcripts were mailed already: download it, or try again in an hour");
  return !often;
}

gboolean
bhd_mails_ask_transcript (BhdTurn *turn,
                          const BhdCaller *caller,
                          const char *conversation_id,
                          GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, caller, conversation_id, error);
  g_autofree char *id = bh_id_new ();
  BhdMail mail = { .id = id, .kind = (char *) TRANSCRIPT, .created_us = turn->now_us };

  if (row == NULL || !may_ask (turn, caller, row, error))
    return FALSE;

  mail.organization_id = row->organization_id;
  mail.conversation_id = row->fields.id;
  turn->wakes |= BHD_WAKE_MAILER;
  return bhd_mail_rows_insert (turn->db, &mail, turn->now_us, error);
}

gboolean
bhd_mails_take (BhdTurn *turn, gint64 lease_us, BhdMail **mail, gint64 *next_due_us, GError **error)
{
  g_autoptr (GError) inner = NULL;

  *mail = bhd_mail_rows_take (turn->db, turn->now_us, turn->now_us + lease_us, next_due_us, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* A whole page, so that nothing but the text depends on what people wrote. */
static char *
to_html (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return g_strconcat ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n"
                      "<div style=\"font-family: sans-serif; white-space: pre-wrap; "
                      "max-width: 40em\">",
                      escaped, "</div>\n</body></html>\n", NULL);
}

static BhdLetter *
write_letter (const BhdMail *mail,
              const BhdConversationRow *row,
              const BhOrganization *organization,
              char *text)
{
  const BhdMailWords *words = bhd_mail_words_for (row->fields.contact_metadata);
  BhdLetter *letter = g_new0 (BhdLetter, 1);

  letter->id = g_strdup (mail->id);
  letter->from_name = g_strdup (organization->name);
  letter->to = g_strdup (row->fields.contact_email);
  letter->to_name = g_strdup (row->fields.contact_name);
  letter->subject = mail->subject != NULL ? g_strdup (mail->subject)
                                          : g_strconcat (words->subject, organization->name, NULL);
  letter->text = text;
  letter->html = to_html (text);
  letter->created_us = mail->created_us;
  return letter;
}

BhdLetter *
bhd_mails_write (BhdTurn *turn, const BhdMail *mail, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdConversationRow) row = bhd_conversation_rows_find (
      turn->db, mail->organization_id, NULL, mail->conversation_id, &inner);
  g_autoptr (BhOrganization) organization = NULL;
  char *text = NULL;

  /* What has been erased since is nobody's to read. */
  if (inner == NULL && row != NULL && has_address (row))
    organization = bhd_organizations_find (turn, mail->organization_id, &inner);
  if (organization != NULL)
    text = mail->body != NULL ? g_strdup (mail->body)
                              : bhd_transcript_write (turn, row, organization->name, &inner);
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  return text != NULL ? write_letter (mail, row, organization, text) : NULL;
}

gboolean
bhd_mails_report (BhdTurn *turn,
                  const BhdMail *mail,
                  BhdMailResult result,
                  const char *failure,
                  GError **error)
{
  static const char *const states[] = { "sent", "dropped", "waiting", "failed" };
  gsize failures = MIN ((gsize) mail->attempts, G_N_ELEMENTS (pauses_us) - 1);
  gint64 last_us = mail->created_us + GIVE_UP_US;
  gint64 due_us = MIN (turn->now_us + pauses_us[failures], last_us);

  if (result == BHD_MAIL_AGAIN && turn->now_us >= last_us)
    result = BHD_MAIL_REFUSED;
  return bhd_mail_rows_report (turn->db, mail, states[result], failure, due_us, error) &&
         bhd_mail_rows_prune (turn->db, mail->organization_id, turn->now_us - KEEP_US, error);
}
