/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-reply.h"

void
bhd_reply_init (BhdReply *self)
{
  *self = (BhdReply){ .status = 200, .json = BH_JSON_WRITER_INIT };
}

void
bhd_reply_clear (BhdReply *self)
{
  bh_json_writer_clear (&self->json);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->csp, g_free);
  g_clear_pointer (&self->disposition, g_free);
}
