-- Finding contacts, and forgetting them.

ALTER TABLE contact ADD COLUMN last_us BIGINT NOT NULL DEFAULT 0; -- active; behind by some minutes
UPDATE contact SET last_us = COALESCE((SELECT MAX(c.updated_us) FROM conversation c
  WHERE c.organization_id = contact.organization_id AND c.contact_id = contact.id), created_us);
CREATE INDEX contact_by_activity ON contact (organization_id, last_us, id);

-- What a contact is found by: folded words, a blank before each; NULL: nobody has made them yet.
ALTER TABLE contact ADD COLUMN words TEXT;
CREATE INDEX contact_without_words ON contact (organization_id, id) WHERE words IS NULL;
CREATE TABLE contact_word (
  organization_id TEXT NOT NULL,
  word TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  PRIMARY KEY (organization_id, word, contact_id)
);

-- Letters that an operator wrote: any number of them may wait.
ALTER TABLE mail ADD COLUMN subject TEXT;
ALTER TABLE mail ADD COLUMN body TEXT;
DROP INDEX mail_waiting_once;
CREATE UNIQUE INDEX mail_waiting_once ON mail (organization_id, conversation_id, kind)
  WHERE state = 'waiting' AND kind = 'transcript';

-- Whom a delivery speaks of; old ones are found by what they say.
ALTER TABLE webhook_delivery ADD COLUMN contact_id TEXT;
ALTER TABLE webhook_delivery ADD COLUMN conversation_id TEXT;
CREATE INDEX webhook_delivery_by_contact ON webhook_delivery (organization_id, contact_id)
  WHERE contact_id IS NOT NULL;
CREATE INDEX webhook_delivery_by_conversation
  ON webhook_delivery (organization_id, conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX webhook_delivery_of_nobody ON webhook_delivery (organization_id)
  WHERE contact_id IS NULL AND conversation_id IS NULL;

-- What is being forgotten, until nothing of it is left.  The rows it hung on are gone already.
CREATE TABLE erasure (
  organization_id TEXT NOT NULL REFERENCES organization (id),
  kind TEXT NOT NULL CHECK (kind IN ('contact', 'conversation', 'gap', 'phrasing')),
  subject_id TEXT NOT NULL,
  log_seq BIGINT NOT NULL, -- the log is empty of it up to here
  due_us BIGINT NOT NULL,
  swept SMALLINT NOT NULL CHECK (swept IN (0, 1)), -- once; once more for what came late
  PRIMARY KEY (organization_id, kind, subject_id)
);
CREATE INDEX erasure_due ON erasure (due_us);

CREATE INDEX contact_session_by_contact ON contact_session (organization_id, contact_id);
CREATE INDEX handoff_by_conversation ON handoff (organization_id, conversation_id);
CREATE INDEX violation_by_conversation ON violation (organization_id, conversation_id)
  WHERE conversation_id IS NOT NULL;
CREATE INDEX whisper_by_conversation ON whisper (organization_id, conversation_id)
  WHERE conversation_id IS NOT NULL;
CREATE INDEX phrasing_by_conversation ON phrasing (organization_id, conversation_id)
  WHERE conversation_id IS NOT NULL;
CREATE INDEX gap_by_conversation ON gap (organization_id, conversation_id)
  WHERE conversation_id IS NOT NULL;
CREATE INDEX ai_usage_by_contact ON ai_usage (organization_id, contact_id);
