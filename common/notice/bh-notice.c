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

char *
bh_notice_write (const char *code, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      if (g_strcmp0 (notices[i].code, code) == 0)
        return g_strconcat (notices[i].before, name != NULL ? name : "", notices[i].after, NULL);
    }
  return NULL;
}
