/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Somebody who was found. */
typedef struct
{
  char *id;
  char *name;
  char *email;
  char *conversation_id; /* the one that was active last */
  gint64 last_us;        /* then */
} BhcFindContact;

void bhc_find_contact_free (BhcFindContact *self);

G_END_DECLS
