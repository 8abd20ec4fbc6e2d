-- A tool call that a visitor confirms: the message that asked, and how far it has come.  A call that
-- was started and never finished is not started again: nobody knows what it did.
ALTER TABLE tool_call ADD COLUMN message_id TEXT;
ALTER TABLE tool_call ADD COLUMN confirmed_us BIGINT;
ALTER TABLE tool_call ADD COLUMN started_us BIGINT;
CREATE INDEX tool_call_pending ON tool_call (organization_id, id) WHERE status = 'pending';
