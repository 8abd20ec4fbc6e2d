/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhd-agent"

#include "server/agent/guard/bhd-guard.h"

#include "server/agent/guard/bhd-guard-rule.h"
#include "server/agent/guard/bhd-guard-text.h"

struct _BhdGuard
{
  GPtrArray *rules; /* of BhdGuardRule */
};

static void
add_rule (BhdGuard *self, const BhdGuardrailRow *row)
{
  g_autoptr (GError) error = NULL;
  BhdGuardRule *rule;

  if (!row->enabled)
    return;
  rule = bhd_guard_rule_new (row, FALSE, &error);
  if (rule == NULL)
    {
      g_message ("guardrail %s cannot be applied: %s", row->id, error->message);
      rule = bhd_guard_rule_new_broken (row, error->message);
    }
  g_ptr_array_add (self->rules, rule);
}

BhdGuard *
bhd_guard_new (GPtrArray *rules)
{
  BhdGuard *self = g_atomic_rc_box_new0 (BhdGuard);

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_guard_rule_free);
  for (guint i = 0; i < rules->len; i++)
    add_rule (self, rules->pdata[i]);
  return self;
}

BhdGuard *
bhd_guard_ref (BhdGuard *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
guard_clear (gpointer data)
{
  BhdGuard *self = data;

  g_ptr_array_unref (self->rules);
}

void
bhd_guard_unref (BhdGuard *self)
{
  g_atomic_rc_box_release_full (self, guard_clear);
}

gboolean
bhd_guard_check_rule (const BhdGuardrailRow *row, GError **error)
{
  g_autoptr (BhdGuardRule) rule = bhd_guard_rule_new (row, TRUE, error);

  return rule != NULL;
}

static void
hit_free (gpointer data)
{
  BhdGuardHit *self = data;

  g_free (self->excerpt);
  g_free (self);
}

void
bhd_verdict_free (BhdVerdict *self)
{
  g_ptr_array_unref (self->hits);
  bhd_guard_unref (self->guard);
  g_free (self);
}

static void
add_hit (BhdVerdict *verdict, const BhdGuardRule *rule, char *excerpt)
{
  BhdGuardHit *hit = g_new0 (BhdGuardHit, 1);

  hit->rule = bhd_guard_rule_row (rule);
  hit->excerpt = excerpt;
  g_ptr_array_add (verdict->hits, hit);
  if (!bhd_guard_rule_blocks (rule))
    return;
  verdict->allowed = FALSE;
  if (verdict->message == NULL)
    verdict->message = hit->rule->message;
}

BhdVerdict *
bhd_guard_check (BhdGuard *self, const char *text, BhdGuardDirection direction)
{
  g_autofree char *plain = bhd_guard_text_plain (text);
  BhdVerdict *verdict = g_new0 (BhdVerdict, 1);

  verdict->allowed = TRUE;
  verdict->hits = g_ptr_array_new_with_free_func (hit_free);
  verdict->guard = bhd_guard_ref (self);
  for (guint i = 0; i < self->rules->len; i++)
    {
      const BhdGuardRule *rule = self->rules->pdata[i];
      char *excerpt = bhd_guard_rule_looks_at (rule, direction)
                          ? bhd_guard_rule_check (rule, plain, direction)
                          : NULL;

      if (excerpt != NULL)
        add_hit (verdict, rule, excerpt);
    }
  return verdict;
}

gboolean
bhd_guard_has_blocking (BhdGuard *self, BhdGuardDirection direction)
{
  for (guint i = 0; i < self->rules->len; i++)
    if (bhd_guard_rule_blocks (self->rules->pdata[i]) &&
        bhd_guard_rule_looks_at (self->rules->pdata[i], direction))
      return TRUE;
  return FALSE;
}
