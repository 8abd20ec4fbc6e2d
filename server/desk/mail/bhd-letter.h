/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One e-mail as it is meant, before anybody has written it as bytes. */
typedef struct
{
  char *id;        /* the same at every attempt */
  char *from_name; /* whose house it comes from; the address is the daemon's */
  char *to;
  char *to_name;
  char *subject;
  char *text;
  char *html;
  gint64 created_us;
} BhdLetter;

void bhd_letter_free (BhdLetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdLetter, bhd_letter_free)

/* What the doors ask of the room that sends: a letter to @to now, to see whether it arrives.
 * Blocks.  @answer: (out) (transfer full): the server's last words. */
typedef struct
{
  gpointer data;
  gboolean (*send_test) (gpointer data, const char *to, char **answer, GError **error);
} BhdMailService;

G_END_DECLS
