-- Documents come as files and from addresses, not only as text written in place.  Their texts lie
-- apart: what is small and changes often is found and written without what is large.

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
  blob_hash TEXT,          -- SHA-256 of the bytes in blobs/; NULL where the text is the original
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
         hash, size, status, error, created_us, updated_us
  FROM document;
CREATE TABLE document_text (
  organization_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  body TEXT NOT NULL,      -- what is searched; of a file: what was extracted from it
  PRIMARY KEY (organization_id, document_id)
);
INSERT INTO document_text SELECT organization_id, id, body FROM document;
DROP TABLE document;
ALTER TABLE document_new RENAME TO document;
CREATE INDEX document_by_blob ON document (organization_id, blob_hash, created_us, id)
  WHERE blob_hash IS NOT NULL;
CREATE INDEX document_by_status ON document (organization_id, status, created_us, id);
CREATE INDEX document_unready ON document (status, updated_us, id) WHERE status <> 'ready';

-- How much there is, so that nobody has to count: whoever adds or removes rows keeps it true.
CREATE TABLE knowledge_size (
  organization_id TEXT PRIMARY KEY,
  documents BIGINT NOT NULL,
  passages BIGINT NOT NULL
);
INSERT INTO knowledge_size
  SELECT o.id, (SELECT COUNT(*) FROM document d WHERE d.organization_id = o.id),
         (SELECT COUNT(*) FROM passage p WHERE p.organization_id = o.id)
  FROM organization o;

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
