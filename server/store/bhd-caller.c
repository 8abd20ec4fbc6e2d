/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-caller.h"

/* Takes ownership of every string of @fields.  Returns: (transfer full) */
BhdCaller *
bhd_caller_new_take (BhdCaller *fields)
{
  BhdCaller *self = g_atomic_rc_box_new (BhdCaller);

  *self = *fields;
  *fields = (BhdCaller){ 0 };
  return self;
}

static void
caller_clear (gpointer data)
{
  BhdCaller *self = data;

  g_free (self->organization_id);
  g_free (self->contact_id);
  g_free (self->operator_id);
  g_free (self->key_id);
  g_free (self->name);
  g_free (self->email);
  g_free (self->avatar);
  g_free (self->token_hash);
}

void
bhd_caller_unref (BhdCaller *self)
{
  g_atomic_rc_box_release_full (self, caller_clear);
}
