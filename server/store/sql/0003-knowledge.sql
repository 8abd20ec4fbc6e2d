-- Documents come as files and from addresses, not only as text written in place.

CREATE TABLE document_new (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  title_key TEXT NOT NULL, -- folded
  category TEXT NOT NULL,
  format TEXT NOT NULL,    -- a name of bh_formats
  source TEXT NOT NULL DEFAULT 'written' CHECK (source IN ('written', 'upload', 'url')),
  file_name TEXT,          -- of an upload
  url TEXT,                -- of a page
  blob_hash TEXT,          -- SHA-256 of the bytes in blobs/; NULL where the body is the original
  body TEXT NOT NULL,      -- the text that is searched; of a file: what was extracted from it
  hash TEXT NOT NULL,      -- of everything that is indexed or shown
  size BIGINT NOT NULL,    -- of the original
  status TEXT NOT NULL CHECK (status IN ('queued', 'extracting', 'indexing', 'ready', 'error')),
  error TEXT,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, title_key)
);
INSERT INTO document_new
  SELECT organization_id, id, title, title_key, category, format, 'written', NULL, NULL, NULL,
         body, hash, size, status, error, created_us, updated_us
  FROM document;
DROP TABLE document;
ALTER TABLE document_new RENAME TO document;
CREATE INDEX document_by_blob ON document (organization_id, blob_hash);
CREATE INDEX document_open ON document (created_us) WHERE status IN ('queued', 'extracting', 'indexing');

-- A file on its way in, chunk by chunk; its bytes lie beside blobs/ until the last one has come.
CREATE TABLE upload (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  operator_id TEXT NOT NULL,
  title TEXT NOT NULL,
  category TEXT NOT NULL,
  file_name TEXT NOT NULL,
  format TEXT NOT NULL,
  size BIGINT NOT NULL,
  hash TEXT NOT NULL, -- SHA-256, as the client announced it
  received BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX upload_by_age ON upload (updated_us);

-- Another way to ask for what a document answers.  Only approved ones are searched.
CREATE TABLE phrasing (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  question TEXT NOT NULL,
  question_key TEXT NOT NULL, -- normalised
  status TEXT NOT NULL CHECK (status IN ('proposed', 'approved', 'rejected')),
  origin TEXT NOT NULL CHECK (origin IN ('operator', 'visitor', 'gap', 'written')),
  hits BIGINT NOT NULL,       -- how often it was proposed
  conversation_id TEXT,       -- the latest example
  created_us BIGINT NOT NULL,
  decided_us BIGINT,
  decided_by TEXT,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, document_id, question_key)
);
CREATE INDEX phrasing_by_status ON phrasing (organization_id, status, created_us);

ALTER TABLE gap ADD COLUMN resolution TEXT;  -- article, linked, dismissed; NULL while open
ALTER TABLE gap ADD COLUMN document_id TEXT; -- of the article that closed it
ALTER TABLE gap ADD COLUMN closed_us BIGINT;

-- The latest ways in which a gap was asked.
CREATE TABLE gap_example (
  organization_id TEXT NOT NULL,
  gap_id TEXT NOT NULL,
  question TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, gap_id, conversation_id)
);
