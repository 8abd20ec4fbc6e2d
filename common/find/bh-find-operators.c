/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/find/bh-find-operators.h"

#include <string.h>

const BhFindOperator bh_find_operators[] = {
  { "from", BH_FIND_FROM, BH_FIND_VALUE_NAME, BH_WORDS ("visitor", "ai", "operator", "me") },
  { "label", BH_FIND_LABEL, BH_FIND_VALUE_NAME, { NULL, 0 } },
  { "status", BH_FIND_STATUS, BH_FIND_VALUE_LISTED,
    BH_WORDS ("unresolved", "escalated", "resolved") },
  { "assignee", BH_FIND_ASSIGNEE, BH_FIND_VALUE_NAME, BH_WORDS ("me", "none") },
  { "team", BH_FIND_TEAM, BH_FIND_VALUE_NAME, BH_WORDS ("none") },
  { "channel", BH_FIND_CHANNEL, BH_FIND_VALUE_LISTED, BH_WORDS ("widget", "api", "offline") },
  { "priority", BH_FIND_PRIORITY, BH_FIND_VALUE_LISTED,
    BH_WORDS ("low", "normal", "high", "urgent") },
  { "contact", BH_FIND_CONTACT, BH_FIND_VALUE_NAME, { NULL, 0 } },
  { "has", BH_FIND_HAS, BH_FIND_VALUE_LISTED, BH_WORDS ("attachment", "note", "csat") },
  { "before", BH_FIND_BEFORE, BH_FIND_VALUE_DAY, { NULL, 0 } },
  { "after", BH_FIND_AFTER, BH_FIND_VALUE_DAY, { NULL, 0 } },
  { NULL },
};

const BhFindOperator *
bh_find_operator_by_name (const char *name, gsize length)
{
  for (const BhFindOperator *each = bh_find_operators; each->name != NULL; each++)
    if (strlen (each->name) == length && g_ascii_strncasecmp (each->name, name, length) == 0)
      return each;
  return NULL;
}

const BhFindOperator *
bh_find_operator_of (BhFindField field)
{
  for (const BhFindOperator *each = bh_find_operators; each->name != NULL; each++)
    if (each->field == field)
      return each;
  return NULL;
}
