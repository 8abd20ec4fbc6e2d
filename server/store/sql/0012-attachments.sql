-- Files that visitors and operators send each other.  A row is there from the announcement; its
-- bytes are among the blobs when blob_hash is set; message_id is set by the message that takes it.

CREATE TABLE attachment (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
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
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX attachment_by_conversation ON attachment (organization_id, conversation_id);
CREATE INDEX attachment_by_blob ON attachment (organization_id, blob_hash)
  WHERE blob_hash IS NOT NULL;
CREATE INDEX attachment_loose ON attachment (updated_us) WHERE message_id IS NULL;

-- An operator's picture lies among the blobs; its hash is what one has to know to see it.
ALTER TABLE operator ADD COLUMN avatar TEXT;
ALTER TABLE operator ADD COLUMN avatar_type TEXT;
CREATE INDEX operator_by_avatar ON operator (avatar) WHERE avatar IS NOT NULL;
