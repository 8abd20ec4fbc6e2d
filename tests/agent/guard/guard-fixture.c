/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/agent/guard/guard-fixture.h"

BhdGuardrailRow *
guard_rule (const char *type, const char *pattern)
{
  BhdGuardrailRow *row = g_new0 (BhdGuardrailRow, 1);

  row->organization_id = g_strdup ("acme");
  row->id = g_strdup_printf ("rule-%s", type);
  row->name = g_strdup (type);
  row->type = g_strdup (type);
  row->pattern = g_strdup (pattern);
  row->action = g_strdup ("block");
  row->direction = g_strdup ("both");
  row->enabled = TRUE;
  return row;
}

void
guard_set (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

GPtrArray *
guard_rules (BhdGuardrailRow *first)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_guardrail_row_free);

  g_ptr_array_add (rules, first);
  return rules;
}

BhdVerdict *
guard_check (BhdGuardrailRow *row, const char *text, BhdGuardDirection direction)
{
  g_autoptr (GPtrArray) rules = guard_rules (row);
  g_autoptr (BhdGuard) guard = bhd_guard_new (rules);

  return bhd_guard_check (guard, text, direction);
}

gboolean
guard_hits (const char *type, const char *pattern, const char *text)
{
  g_autoptr (BhdVerdict) verdict = guard_check (guard_rule (type, pattern), text, BHD_GUARD_IN);

  return verdict->hits->len > 0;
}

char *
guard_excerpt (const char *type, const char *pattern, const char *text)
{
  g_autoptr (BhdVerdict) verdict = guard_check (guard_rule (type, pattern), text, BHD_GUARD_IN);

  g_assert_cmpuint (verdict->hits->len, ==, 1);
  return g_strdup (((BhdGuardHit *) verdict->hits->pdata[0])->excerpt);
}

void
guard_assert_all (gboolean wanted, const char *type, const char *pattern, const char *const *texts)
{
  for (; *texts != NULL; texts++)
    if (guard_hits (type, pattern, *texts) != wanted)
      g_error ("“%s” %s “%s”", pattern, wanted ? "misses" : "hits", *texts);
}
