-- Figures over a period are read by time.  What was not noted before the columns were there is told
-- by the messages.

UPDATE conversation SET first_reply_us = COALESCE((SELECT MIN(m.created_us) FROM message m
    WHERE m.organization_id = conversation.organization_id AND m.conversation_id = conversation.id
    AND m.author = 'operator' AND m.kind = 'text'), 0)
  WHERE first_reply_us = 0;
UPDATE conversation SET resolved_us = COALESCE((SELECT MAX(m.created_us) FROM message m
    WHERE m.organization_id = conversation.organization_id AND m.conversation_id = conversation.id
    AND m.notice = 'resolved'), updated_us)
  WHERE status = 'resolved' AND resolved_us = 0;

CREATE INDEX conversation_by_end ON conversation (organization_id, resolved_us) WHERE resolved_us > 0;
CREATE INDEX conversation_by_rating ON conversation (organization_id, csat_us) WHERE csat_us IS NOT NULL;
-- With all that is added up, so that nothing else is read.
CREATE INDEX run_by_time ON run (organization_id, created_us, outcome, tokens_in, tokens_out, cost, verdict)
  WHERE state = 'done';
CREATE INDEX message_by_operator ON message (organization_id, created_us, author_id, conversation_id)
  WHERE author = 'operator' AND kind = 'text';
