/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/phrases/bh-phrasebook.h"

#include "console/ui/conversation/rows/bhc-delivery-look.h"

static const BhcDeliveryLook looks[] = {
  [BHC_DELIVERY_STORED] = { NULL, NULL, NULL, NULL, NULL },
  [BHC_DELIVERY_WAITING] = { "bellhop-clock-symbolic", NULL, NC_ ("message", "Edit"), NULL, NULL },
  [BHC_DELIVERY_REFUSED] = { "dialog-error-symbolic", "error", NC_ ("message", "Edit"),
                             NC_ ("message", "Try Again"), NC_ ("message", "Discard") },
  [BHC_DELIVERY_STREAMING] = { "bellhop-assistant-symbolic", NULL, NULL, NULL, NULL },
  [BHC_DELIVERY_HELD] = { "bellhop-clock-symbolic", NULL, NC_ ("message", "Undo"), NULL, NULL },
  [BHC_DELIVERY_STALE] = { "dialog-warning-symbolic", "stale", NC_ ("message", "Edit"),
                           NC_ ("message", "Send Anyway"), NC_ ("message", "Discard") },
  [BHC_DELIVERY_LOST] = { "dialog-warning-symbolic", "stale", NC_ ("message", "Edit"),
                          NC_ ("message", "Send Again"), NC_ ("message", "Discard") },
  [BHC_DELIVERY_SEEN] = { "bellhop-check-symbolic", NULL, NULL, NULL, NULL },
};

const BhcDeliveryLook *
bhc_delivery_look (BhcDelivery delivery)
{
  g_return_val_if_fail (delivery < G_N_ELEMENTS (looks), &looks[BHC_DELIVERY_STORED]);

  return &looks[delivery];
}

static gboolean
is_written_offline (BhcMessage *message)
{
  gboolean offline;

  g_object_get (message, "offline", &offline, NULL);
  return offline;
}

static char *
waiting_words (BhcMessage *message)
{
  BhcFiles *files = bhc_message_get_files (message);
  double fraction =
      files != NULL ? bhc_files_get_progress (files, bhc_message_get_record (message)->id) : 0;

  if (fraction > 0)
    return g_strdup_printf (_ ("Sending files, %d %%"), (int) (fraction * 100));
  if (is_written_offline (message))
    return g_strdup (_ ("Written offline: waits, and is not sent over a colleague’s answer"));

  return g_strdup (_ ("Waiting to be sent"));
}

char *
bhc_delivery_words (BhcMessage *message)
{
  g_autofree char *refusal = NULL;
  g_autofree char *reason = NULL;

  g_object_get (message, "refusal", &refusal, NULL);
  switch (bhc_message_get_delivery (message))
    {
    case BHC_DELIVERY_WAITING:
      return waiting_words (message);
    case BHC_DELIVERY_HELD:
      return g_strdup (is_written_offline (message) ? _ ("Sent when you are connected again")
                                                    : _ ("Sending…"));
    case BHC_DELIVERY_REFUSED:
      reason = bh_phrasebook_say (refusal);
      return g_strdup_printf (_ ("Not sent: %s"), reason != NULL ? reason : "");
    case BHC_DELIVERY_STALE:
      return g_strdup_printf (_ ("Not sent: %s answered meanwhile"),
                              refusal != NULL && *refusal != '\0' ? refusal : _ ("A colleague"));
    case BHC_DELIVERY_LOST:
      return g_strdup (_ ("The server was restored from a backup and no longer has this message"));
    case BHC_DELIVERY_STREAMING:
      return g_strdup (_ ("Writing…"));
    case BHC_DELIVERY_SEEN:
      return g_strdup (C_ ("message", "Seen"));
    case BHC_DELIVERY_STORED:
    default:
      return g_strdup ("");
    }
}
