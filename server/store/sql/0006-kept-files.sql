-- Files that documents were read from are removed outside of transactions: what a transaction lets
-- go of waits here until it is done.

CREATE TABLE blob_release (
  organization_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (organization_id, hash)
);

-- An operator has answered it in gap.conversation_id: the answer is there to be written down.
ALTER TABLE gap ADD COLUMN answered SMALLINT NOT NULL DEFAULT 0 CHECK (answered IN (0, 1));
CREATE INDEX gap_by_rank ON gap (organization_id, answered, hits, last_us, id);
CREATE INDEX gap_by_document ON gap (organization_id, document_id);
CREATE INDEX gap_example_by_conversation ON gap_example (organization_id, conversation_id);
-- With what a list is searched by, so that only the documents it shows are read.
CREATE INDEX document_by_age ON document (organization_id, created_us, id, title_key, category);
CREATE INDEX document_by_url ON document (organization_id, url, created_us, id)
  WHERE url IS NOT NULL;
CREATE INDEX document_by_file_name ON document (organization_id, file_name, created_us, id)
  WHERE file_name IS NOT NULL;
