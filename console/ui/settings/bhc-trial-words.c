/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/phrases/bh-phrasebook.h"
#include "console/ui/settings/bhc-trial-words.h"

#define RESULT_MAX 4000 /* characters of an answer that are shown */

static void
append_violation (GString *words, GVariant *violation)
{
  const char *name = "", *action = "", *excerpt = "";

  g_variant_lookup (violation, "name", "&s", &name);
  g_variant_lookup (violation, "action", "&s", &action);
  g_variant_lookup (violation, "excerpt", "&s", &excerpt);
  /* Translators: a rule's name, what it does (“block”), and the text that it found */
  g_string_append_printf (words, _ ("\n• %s (%s): %s"), name, action, excerpt);
}

char *
bhc_trial_tell_guardrails (GVariant *answer)
{
  gboolean allowed = FALSE;
  g_autoptr (GVariant) violations =
      g_variant_lookup_value (answer, "violations", G_VARIANT_TYPE ("aa{sv}"));
  GString *words;

  g_variant_lookup (answer, "allowed", "b", &allowed);
  words = g_string_new (allowed ? _ ("This would pass.") : _ ("This would be blocked."));
  for (gsize i = 0; violations != NULL && i < g_variant_n_children (violations); i++)
    {
      g_autoptr (GVariant) violation = g_variant_get_child_value (violations, i);

      append_violation (words, violation);
    }
  return g_string_free (words, FALSE);
}

static char *
shorten (const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  return length > RESULT_MAX ? g_utf8_substring (text, 0, RESULT_MAX) : g_strdup (text);
}

char *
bhc_trial_tell_tool (GVariant *answer)
{
  g_autoptr (GVariant) call = g_variant_lookup_value (answer, "call", G_VARIANT_TYPE_VARDICT);
  const char *error = NULL, *result = "";
  gint64 status = 0, duration = 0;
  g_autofree char *reason = NULL, *shown = NULL;

  if (call == NULL)
    return g_strdup (_ ("The server said nothing about it."));

  g_variant_lookup (call, "error", "&s", &error);
  g_variant_lookup (call, "result", "&s", &result);
  g_variant_lookup (call, "http_status", "x", &status);
  g_variant_lookup (call, "duration_us", "x", &duration);
  reason = bh_phrasebook_say (error);
  if (reason != NULL)
    return g_strdup_printf (_ ("It failed: %s"), reason);

  shown = shorten (result);
  /* Translators: the status of an HTTP answer, how long it took, and the answer */
  return g_strdup_printf (_ ("Answered %d after %d ms:\n%s"), (int) status, (int) (duration / 1000),
                          shown);
}
