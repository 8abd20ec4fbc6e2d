/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhd-agent"

#include "server/agent/guard/bhd-guard-rule.h"

#include "common/bh-error.h"
#include "server/agent/guard/bhd-guard-jailbreak.h"
#include "server/agent/guard/bhd-guard-pattern.h"
#include "server/agent/guard/bhd-guard-pii.h"
#include "server/agent/guard/bhd-guard-text.h"
#include "server/agent/guard/bhd-guard-topic.h"
#include "server/agent/guard/bhd-guard-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define HITS_MAX 100 /* of one rule in one text: enough to mask */

struct _BhdGuardRule
{
  BhdGuardrailRow *row;
  GPtrArray *patterns; /* of BhdGuardPattern */
  GPtrArray *kinds;    /* of const char: presets of personal data; NULL inside means all */
  const char *mask;    /* (nullable) what is shown instead of what @patterns find */
  gboolean wants_one;  /* topic_boundary: it is a hit where nothing is found */
  char *broken;        /* (nullable) why it cannot be applied */
};

static gboolean
refuse (GError **error, const char *reason)
{
  GError *refusal = NULL;

  g_set_error (&refusal, BH_ERROR, BH_ERROR_INVALID, "could not take “pattern”: %s", reason);
  bh_error_set_detail (refusal, "field", "\"pattern\"");
  g_propagate_error (error, refusal);
  return FALSE;
}

/* @probe: what strangers wrote is tried out. */
static gboolean
add_pattern (BhdGuardRule *self, const char *text, gboolean probe, GError **error)
{
  BhdGuardPattern *pattern = bhd_guard_pattern_new (text, error);

  if (pattern == NULL)
    return FALSE;
  g_ptr_array_add (self->patterns, pattern);
  return !probe || bhd_guard_pattern_probe (pattern, error);
}

/* Many words are several patterns, so that none becomes too long. */
static gboolean
add_words (BhdGuardRule *self, gboolean endings, GError **error)
{
  g_auto (GStrv) words = bhd_guard_words_split (self->row->pattern);

  for (char **word = words; *word != NULL; word++)
    {
      const char *const one[] = { *word, NULL };
      g_autofree char *pattern = bhd_guard_words_to_pattern (one, endings);

      if (pattern != NULL && !add_pattern (self, pattern, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
compile_topics (BhdGuardRule *self, gboolean probe, GError **error)
{
  self->wants_one = strcmp (self->row->type, "topic_boundary") == 0;
  return add_words (self, self->wants_one, error) &&
         (self->patterns->len > 0 || refuse (error, N_ ("name at least one topic")));
}

static gboolean
compile_jailbreak (BhdGuardRule *self, gboolean probe, GError **error)
{
  for (guint i = 0; bhd_guard_jailbreaks[i] != NULL; i++)
    if (!add_pattern (self, bhd_guard_jailbreaks[i], FALSE, error))
      return FALSE;
  return add_words (self, FALSE, error);
}

/* Returns: whether the pattern is nothing but names of presets. */
static gboolean
add_presets (BhdGuardRule *self)
{
  g_auto (GStrv) names = bhd_guard_words_split (self->row->pattern);

  for (char **name = names; *name != NULL; name++)
    if (bhd_guard_pii_find (*name) == NULL)
      {
        g_ptr_array_set_size (self->kinds, 0);
        return FALSE;
      }
    else
      g_ptr_array_add (self->kinds, (gpointer) bhd_guard_pii_find (*name)->name);
  if (names[0] == NULL)
    g_ptr_array_add (self->kinds, NULL);
  return TRUE;
}

static gboolean
compile_pii (BhdGuardRule *self, gboolean probe, GError **error)
{
  self->mask = "[hidden]";
  return add_presets (self) || add_pattern (self, self->row->pattern, probe, error);
}

static gboolean
compile_custom (BhdGuardRule *self, gboolean probe, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (self->row->pattern));

  self->mask = "[hidden]";
  if (*stripped == '\0')
    return refuse (error, N_ ("write a regular expression"));
  return add_pattern (self, self->row->pattern, probe, error);
}

static const struct
{
  const char *type;
  gboolean (*compile) (BhdGuardRule *self, gboolean probe, GError **error);
} types[] = {
  { "blocked_topic", compile_topics }, { "topic_boundary", compile_topics },
  { "pii_filter", compile_pii },       { "jailbreak_detection", compile_jailbreak },
  { "custom", compile_custom },
};

static gboolean
compile (BhdGuardRule *self, gboolean probe, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].type, self->row->type) == 0)
      return types[i].compile (self, probe, error);
  return refuse (error, N_ ("nobody knows this type of rule"));
}

static BhdGuardRule *
rule_new (const BhdGuardrailRow *row)
{
  BhdGuardRule *self = g_new0 (BhdGuardRule, 1);

  self->row = bhd_guardrail_row_copy (row);
  self->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_guard_pattern_free);
  self->kinds = g_ptr_array_new ();
  return self;
}

BhdGuardRule *
bhd_guard_rule_new (const BhdGuardrailRow *row, gboolean probe, GError **error)
{
  g_autoptr (BhdGuardRule) self = rule_new (row);

  return compile (self, probe, error) ? g_steal_pointer (&self) : NULL;
}

BhdGuardRule *
bhd_guard_rule_new_broken (const BhdGuardrailRow *row, const char *why)
{
  BhdGuardRule *self = rule_new (row);

  self->broken = g_strdup (why);
  return self;
}

void
bhd_guard_rule_free (BhdGuardRule *self)
{
  bhd_guardrail_row_free (self->row);
  g_ptr_array_unref (self->patterns);
  g_ptr_array_unref (self->kinds);
  g_free (self->broken);
  g_free (self);
}

const BhdGuardrailRow *
bhd_guard_rule_row (const BhdGuardRule *self)
{
  return self->row;
}

gboolean
bhd_guard_rule_blocks (const BhdGuardRule *self)
{
  return strcmp (self->row->action, "block") == 0;
}

gboolean
bhd_guard_rule_looks_at (const BhdGuardRule *self, BhdGuardDirection direction)
{
  const char *own = self->row->direction;

  return strcmp (own, "both") == 0 || strcmp (own, direction == BHD_GUARD_IN ? "in" : "out") == 0;
}

/* Returns: FALSE where a search took too long. */
static gboolean
find_pattern (const BhdGuardRule *self,
              const BhdGuardPattern *pattern,
              const char *plain,
              GArray *spans)
{
  gsize from = 0, length = strlen (plain);
  BhdGuardSpan span = { 0, 0, self->mask };
  guint hits = 0;

  while (hits < HITS_MAX && from <= length)
    {
      BhdFound found = bhd_guard_pattern_find (pattern, plain, from, &span.start, &span.end);

      if (found != BHD_FOUND)
        return found == BHD_FOUND_NOTHING;
      g_array_append_val (spans, span);
      hits++;
      from = MAX (span.end, from + 1);
      while (from < length && (plain[from] & 0xc0) == 0x80)
        from++;
    }
  return TRUE;
}

static gboolean
find (const BhdGuardRule *self, const char *plain, GArray *spans)
{
  gboolean complete = TRUE;

  for (guint i = 0; i < self->patterns->len; i++)
    complete &= find_pattern (self, self->patterns->pdata[i], plain, spans);
  for (guint i = 0; i < self->kinds->len; i++)
    complete &= bhd_guard_text_find_pii (plain, self->kinds->pdata[i], spans);
  return complete;
}

static gsize
first_of (GArray *spans)
{
  gsize first = G_MAXSIZE;

  for (guint i = 0; i < spans->len; i++)
    first = MIN (first, g_array_index (spans, BhdGuardSpan, i).start);
  return spans->len > 0 ? first : 0;
}

/* Nobody knows whether it hits.  Who is to block blocks. */
static char *
doubt (const BhdGuardRule *self)
{
  g_message ("guardrail %s took too long on a text of %s", self->row->id,
             self->row->organization_id);
  return g_strdup ("[the rule took too long on this text]");
}

char *
bhd_guard_rule_check (const BhdGuardRule *self, const char *plain, BhdGuardDirection direction)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BhdGuardSpan));
  gboolean complete;

  if (self->broken != NULL)
    return g_strdup_printf ("[the rule cannot be applied: %s]", self->broken);
  complete = find (self, plain, spans);
  if (self->wants_one &&
      (spans->len > 0 || !bhd_guard_topic_has_one (plain, direction == BHD_GUARD_OUT)))
    return NULL;
  if (!complete && spans->len == 0)
    return doubt (self);
  if (!self->wants_one && spans->len == 0)
    return NULL;
  return bhd_guard_text_excerpt (plain, spans, first_of (spans));
}
