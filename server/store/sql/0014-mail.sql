-- E-mail that waits, was sent or was given up.  What it says is written when it is sent: here it only
-- stands about which conversation.

CREATE TABLE mail (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'transcript' OR kind = 'reply'),
  conversation_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
  attempts BIGINT NOT NULL,
  due_us BIGINT NOT NULL,
  last_error TEXT,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX mail_waiting ON mail (due_us) WHERE state = 'waiting';
CREATE INDEX mail_by_conversation ON mail (organization_id, conversation_id, kind, created_us);
-- One of a kind at a time: who asks again while it waits has asked once.
CREATE UNIQUE INDEX mail_waiting_once ON mail (organization_id, conversation_id, kind)
  WHERE state = 'waiting';
