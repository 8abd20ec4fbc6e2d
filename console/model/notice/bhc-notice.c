/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/notice/bhc-notice.h"

#include <string.h>

/* A reason is led to by a colon or a dash, with spaces where the language wants them, and may be
 * enclosed in signs of direction. */
static gboolean
leads_on (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_ispunct (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

static char *
without_lead (const char *words)
{
  const char *end = words + strlen (words);

  while (end > words && leads_on (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (words, end - words);
}

BhcNotice *
bhc_notice_new (const char *words, const char *reason)
{
  BhcNotice *self = g_new0 (BhcNotice, 1);
  const char *place = reason != NULL ? strstr (words, "%s") : NULL;
  g_autofree char *before = NULL;

  if (place == NULL)
    {
      self->words = g_strdup (words);
      self->essence = g_strdup (words);
      return self;
    }

  before = g_strndup (words, place - words);
  self->words = g_strconcat (before, reason, place + strlen ("%s"), NULL);
  self->essence = without_lead (before);
  self->reason = g_strdup (reason);
  return self;
}

BhcNotice *
bhc_notice_copy (const BhcNotice *self)
{
  BhcNotice *copy = self != NULL ? g_new0 (BhcNotice, 1) : NULL;

  if (copy == NULL)
    return NULL;
  copy->words = g_strdup (self->words);
  copy->essence = g_strdup (self->essence);
  copy->reason = g_strdup (self->reason);
  return copy;
}

void
bhc_notice_free (BhcNotice *self)
{
  g_free (self->words);
  g_free (self->essence);
  g_free (self->reason);
  g_free (self);
}
