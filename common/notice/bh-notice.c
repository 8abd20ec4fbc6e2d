/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/notice/bh-notice.h"

static const struct
{
  const char *code;
  const char *before; /* the name */
  const char *after;
} notices[] = {
  { "handoff_requested", "A person was asked for, to help ", "" },
  { "operator_joined", "", " joined the conversation" },
  { "operator_left", "", " left the conversation" },
  { "transferred", "The conversation was handed over to ", "" },
  { "resolved", "", " closed the conversation" },
  { "reopened", "", " reopened the conversation" },
  { "returned_to_ai", "", " handed the conversation back to the assistant" },
};

static char *
write_notice (gsize i, const char *name)
{
  return g_strconcat (notices[i].before, name != NULL ? name : "", notices[i].after, NULL);
}

char *
bh_notice_write (const char *code, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      if (g_strcmp0 (notices[i].code, code) == 0)
        return write_notice (i, name);
    }
  return NULL;
}

const char *
bh_notice_read (const char *text, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      g_autofree char *written = write_notice (i, name);

      if (g_strcmp0 (written, text) == 0)
        return notices[i].code;
    }
  return NULL;
}
