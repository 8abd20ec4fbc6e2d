/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

G_BEGIN_DECLS

/* What stands below a message of ours, and what can be done about it. */
typedef struct
{
  const char *icon;    /* (nullable): nothing stands there */
  const char *style;   /* (nullable) */
  const char *recall;  /* (nullable) the verbs, to be translated: take it back … */
  const char *retry;   /* (nullable) … send it again … */
  const char *discard; /* (nullable) … forget it */
} BhcDeliveryLook;

const BhcDeliveryLook *bhc_delivery_look (BhcDelivery delivery);

/* Returns: (transfer full): the line itself */
char *bhc_delivery_words (BhcMessage *message);

G_END_DECLS
