-- A file may go with a canned reply instead of a conversation: it is never a visitor's, and stays
-- until the reply goes.  One of the two ids is set.

CREATE TABLE attachment_anew (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT,
  canned_id TEXT,
  by_visitor SMALLINT NOT NULL CHECK (by_visitor IN (0, 1)),
  sender_id TEXT NOT NULL, -- a contact or an operator
  message_id TEXT,
  internal SMALLINT NOT NULL DEFAULT 0 CHECK (internal IN (0, 1)), -- a note has it
  name TEXT NOT NULL,
  size BIGINT NOT NULL,
  received BIGINT NOT NULL,
  blob_hash TEXT,
  media_type TEXT,
  width BIGINT,            -- of pictures
  height BIGINT,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  CHECK ((conversation_id IS NULL) <> (canned_id IS NULL))
);
INSERT INTO attachment_anew (organization_id, id, conversation_id, by_visitor, sender_id,
  message_id, internal, name, size, received, blob_hash, media_type, width, height, created_us,
  updated_us)
SELECT organization_id, id, conversation_id, by_visitor, sender_id, message_id, internal, name,
  size, received, blob_hash, media_type, width, height, created_us, updated_us FROM attachment;
DROP TABLE attachment;
ALTER TABLE attachment_anew RENAME TO attachment;

CREATE INDEX attachment_by_conversation ON attachment (organization_id, conversation_id);
CREATE INDEX attachment_by_canned ON attachment (organization_id, canned_id)
  WHERE canned_id IS NOT NULL;
CREATE INDEX attachment_by_blob ON attachment (organization_id, blob_hash)
  WHERE blob_hash IS NOT NULL;
CREATE INDEX attachment_loose ON attachment (updated_us)
  WHERE message_id IS NULL AND (canned_id IS NULL OR blob_hash IS NULL);

-- What a team has, to free it when the team goes.
CREATE INDEX conversation_by_team ON conversation (organization_id, team_id)
  WHERE team_id IS NOT NULL;
