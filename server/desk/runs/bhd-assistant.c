/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/runs/bhd-assistant.h"

void
bhd_rehearsed_clear (BhdRehearsed *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->sources, g_free);
  g_clear_pointer (&self->extra, g_free);
  g_clear_pointer (&self->run, g_free);
}

void
bhd_consulted_clear (BhdConsulted *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->sources, g_free);
}
