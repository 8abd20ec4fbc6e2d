/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/guard/bhd-guard.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* “TYPE PATTERN\nTEXT”: what an administrator wrote meets what a visitor wrote.  TYPE is a letter.
 */

#define TEXT_MAX 2000 /* bytes: the fuzzer looks for more than patience */

static const char *const types[] = { "blocked_topic", "topic_boundary", "pii_filter",
                                     "jailbreak_detection", "custom" };

static void
apply (const BhdGuardrailRow *row, const char *text)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();
  g_autoptr (BhdGuard) guard = NULL;
  g_autoptr (BhdVerdict) verdict = NULL;

  g_ptr_array_add (rules, (gpointer) row);
  guard = bhd_guard_new (rules);
  verdict = bhd_guard_check (guard, text, BHD_GUARD_IN);
  g_assert_true (verdict->allowed == (verdict->hits->len == 0));
  for (guint i = 0; i < verdict->hits->len; i++)
    {
      const BhdGuardHit *hit = verdict->hits->pdata[i];

      g_assert_true (g_utf8_validate (hit->excerpt, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *input = g_strndup (size > 0 ? (const char *) data : "", MIN (size, TEXT_MAX));
  char *text = strchr (input, '\n');
  g_autoptr (GError) error = NULL;
  BhdGuardrailRow row = { .organization_id = (char *) "acme",
                          .id = (char *) "rule",
                          .name = (char *) "rule",
                          .action = (char *) "block",
                          .direction = (char *) "both",
                          .enabled = TRUE };

  if (input[0] == '\0' || text == NULL || text < input + 1)
    return 0;
  *text++ = '\0';
  if (!g_utf8_validate (input, -1, NULL))
    return 0;
  row.type = (char *) types[(guchar) input[0] % G_N_ELEMENTS (types)];
  row.pattern = input + 1;
  g_assert_true (bhd_guard_check_rule (&row, &error) == (error == NULL));
  if (error == NULL)
    apply (&row, text);
  return 0;
}
