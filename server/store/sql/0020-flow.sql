-- What the workflow finds by time.

-- Since when the owner owes the visitor a word; 0: nothing.
ALTER TABLE conversation ADD COLUMN owed_since_us BIGINT NOT NULL DEFAULT 0;
UPDATE conversation SET owed_since_us = waiting_since_us
  WHERE status = 'escalated' AND assignee_id IS NOT NULL AND waiting_since_us > 0;
CREATE INDEX conversation_owed ON conversation (organization_id, owed_since_us) WHERE owed_since_us > 0;

-- Nothing was said before it; what was said since is in updated_us, so that no message writes it.
-- 0: closed.
ALTER TABLE conversation ADD COLUMN idle_since_us BIGINT NOT NULL DEFAULT 0;
UPDATE conversation SET idle_since_us = updated_us WHERE status <> 'resolved';
CREATE INDEX conversation_idle ON conversation (organization_id, idle_since_us) WHERE idle_since_us > 0;

-- The line of those who wait for a person.
CREATE INDEX conversation_line ON conversation (organization_id, waiting_since_us, id)
  WHERE status = 'escalated' AND assignee_id IS NULL AND snoozed_until_us = 0;

-- Whose conversations go back into the line.
CREATE INDEX operator_disabled ON operator (organization_id, id) WHERE disabled_us > 0;
