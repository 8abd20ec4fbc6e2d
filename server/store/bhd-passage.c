/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-passage.h"

BhdPassage *
bhd_passage_new (const char *id,
                 const char *document_id,
                 const char *title,
                 const char *heading,
                 const char *body)
{
  BhdPassage *self = g_atomic_rc_box_new (BhdPassage);

  self->id = g_strdup (id);
  self->document_id = g_strdup (document_id);
  self->title = g_strdup (title);
  self->heading = g_strdup (heading);
  self->body = g_strdup (body);
  return self;
}

BhdPassage *
bhd_passage_ref (BhdPassage *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
passage_clear (gpointer data)
{
  BhdPassage *self = data;

  g_free (self->id);
  g_free (self->document_id);
  g_free (self->title);
  g_free (self->heading);
  g_free (self->body);
}

void
bhd_passage_unref (BhdPassage *self)
{
  g_atomic_rc_box_release_full (self, passage_clear);
}
