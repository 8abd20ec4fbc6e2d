-- Who supervises asks what each operator has, and who whispers reads what two have said.

CREATE INDEX conversation_by_assignee ON conversation (organization_id, assignee_id)
  WHERE assignee_id IS NOT NULL AND status <> 'resolved';
CREATE INDEX whisper_between ON whisper (organization_id, from_id, to_id, created_us, id);
CREATE INDEX whisper_unread ON whisper (organization_id, to_id, from_id) WHERE read_us = 0;
DROP INDEX whisper_by_from;
DROP INDEX whisper_by_to;
