/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/bhc-status.h"
#include "console/ui/bhc-time.h"
#include "console/ui/conversation/deeds/bhc-snooze-times.h"

static const struct
{
  const char *icon;
  const char *style;
} looks[] = {
  [BHC_STATUS_ASSISTANT] = { "bellhop-assistant-symbolic", "with-assistant" },
  [BHC_STATUS_WAITING] = { "bellhop-bell-symbolic", "is-waiting" },
  [BHC_STATUS_MINE] = { "bellhop-person-symbolic", "is-mine" },
  [BHC_STATUS_COLLEAGUE] = { "bellhop-person-symbolic", "with-colleague" },
  [BHC_STATUS_RESOLVED] = { "bellhop-check-symbolic", "is-resolved" },
};

BhcStatus
bhc_status_of (BhcConversation *conversation)
{
  const BhConversation *record = bhc_conversation_get_record (conversation);

  if (record->status == BH_STATUS_RESOLVED)
    return BHC_STATUS_RESOLVED;
  if (bhc_conversation_is_mine (conversation))
    return BHC_STATUS_MINE;
  if (record->assignee_id != NULL)
    return BHC_STATUS_COLLEAGUE;

  return record->status == BH_STATUS_ESCALATED ? BHC_STATUS_WAITING : BHC_STATUS_ASSISTANT;
}

const char *
bhc_status_icon (BhcStatus status)
{
  return looks[status].icon;
}

const char *
bhc_status_style (BhcStatus status)
{
  return looks[status].style;
}

gboolean
bhc_status_is_urgent (BhcConversation *conversation)
{
  const BhConversation *record = bhc_conversation_get_record (conversation);

  return record->status == BH_STATUS_ESCALATED && record->waiting_since_us > 0 &&
         record->snoozed_until_us <= 0;
}

static const char *
assignee_name (const BhConversation *record)
{
  return record->assignee_name != NULL ? record->assignee_name : _ ("A colleague");
}

static char *
waiting_span (const BhConversation *record, gint64 now_us)
{
  return bhc_time_span (record->waiting_since_us > 0 ? record->waiting_since_us : now_us, now_us);
}

/* Whole hours of a long wait: a row has no room for the minutes. */
static char *
waiting_hours (const BhConversation *record, gint64 now_us)
{
  gint64 waited = record->waiting_since_us > 0 ? now_us - record->waiting_since_us : 0;

  return bhc_time_span (0, waited >= BH_HOUR ? waited / BH_HOUR * BH_HOUR : waited);
}

char *
bhc_status_words (BhcConversation *conversation, gint64 now_us)
{
  const BhConversation *record = bhc_conversation_get_record (conversation);
  gboolean urgent = bhc_status_is_urgent (conversation);
  g_autofree char *span = waiting_hours (record, now_us);
  g_autofree char *until = bhc_snooze_until (record->snoozed_until_us, now_us);

  if (until != NULL && record->status != BH_STATUS_RESOLVED)
    return g_strdup_printf (C_ ("snoozed", "Until %s"), until);

  switch (bhc_status_of (conversation))
    {
    case BHC_STATUS_WAITING:
      return urgent ? g_strdup_printf (C_ ("status", "Waiting %s"), span)
                    : g_strdup (C_ ("status", "Waiting"));
    case BHC_STATUS_MINE:
      return urgent ? g_strdup_printf (C_ ("status", "Waiting %s · You"), span)
                    : g_strdup (C_ ("status", "You"));
    case BHC_STATUS_COLLEAGUE:
      return urgent
                 ? g_strdup_printf (C_ ("status", "Waiting %s · %s"), span, assignee_name (record))
                 : g_strdup (assignee_name (record));
    case BHC_STATUS_RESOLVED:
      return g_strdup (C_ ("status", "Resolved"));
    case BHC_STATUS_ASSISTANT:
    default:
      return g_strdup (C_ ("status", "Assistant"));
    }
}

char *
bhc_status_sentence (BhcConversation *conversation, gint64 now_us)
{
  const BhConversation *record = bhc_conversation_get_record (conversation);
  gboolean urgent = bhc_status_is_urgent (conversation);
  g_autofree char *span = waiting_span (record, now_us);

  switch (bhc_status_of (conversation))
    {
    case BHC_STATUS_WAITING:
      return urgent ? g_strdup_printf (_ ("Waiting %s for a person"), span)
                    : g_strdup (_ ("Waiting for a person"));
    case BHC_STATUS_MINE:
      return urgent ? g_strdup_printf (_ ("Yours, waiting %s for an answer"), span)
                    : g_strdup (_ ("Yours"));
    case BHC_STATUS_COLLEAGUE:
      return g_strdup_printf (_ ("%s has this conversation"), assignee_name (record));
    case BHC_STATUS_RESOLVED:
      return g_strdup (_ ("Resolved"));
    case BHC_STATUS_ASSISTANT:
    default:
      return g_strdup (_ ("The assistant is answering"));
    }
}

static const struct
{
  const char *word;
  const char *words;
} reasons[] = {
  { "user_requested", N_ ("The visitor asked for a person") },
  { "call_requested", N_ ("The visitor asks for a call") },
  { "low_confidence", N_ ("The assistant had no answer") },
  { "sentiment_negative", N_ ("The visitor was upset") },
  { "tool_failed", N_ ("The assistant could not answer") },
  { "topic_boundary", N_ ("The topic is not the assistant’s") },
  { "max_turns_exceeded", N_ ("The conversation became too long") },
  { "guardrail_violation", N_ ("A rule stopped the assistant") },
  { "custom", N_ ("Another reason") },
  { "offline_message", N_ ("A message from outside business hours") },
  { "operator_took", N_ ("A colleague stepped in") },
  { "reopened", N_ ("The conversation was reopened") },
  { "no_answer", N_ ("The assistant had no answer") },
  { "ai_requested", N_ ("The assistant asked for a person") },
};

const char *
bhc_status_reason_words (const char *reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (g_strcmp0 (reason, reasons[i].word) == 0)
        return _ (reasons[i].words);
    }
  return reason;
}

const char *
bhc_status_contact_name (BhcConversation *conversation)
{
  return bhc_conversation_get_name (conversation);
}

char *
bhc_status_initials (const char *name)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *initials = NULL;
  const char *last = "";
  guint n;

  g_return_val_if_fail (name != NULL, NULL);

  words = g_strsplit_set (name, " \t", -1);
  n = g_strv_length (words);
  if (n == 0)
    return g_strdup ("");
  if (n > 1)
    last = words[n - 1];

  initials = g_strdup_printf (
      "%.*s%.*s", (int) (g_utf8_next_char (words[0]) - words[0]) * (*words[0] != '\0'), words[0],
      (int) (g_utf8_next_char (last) - last) * (*last != '\0'), last);

  return g_utf8_strup (initials, -1);
}
