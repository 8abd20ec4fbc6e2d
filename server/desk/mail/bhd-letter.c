/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/mail/bhd-letter.h"

void
bhd_letter_free (BhdLetter *self)
{
  g_free (self->id);
  g_free (self->from_name);
  g_free (self->to);
  g_free (self->to_name);
  g_free (self->subject);
  g_free (self->text);
  g_free (self->html);
  g_free (self);
}
