-- What an organisation decided about its widget, and what is known of its visitors.

CREATE TABLE widget_settings (
  organization_id TEXT PRIMARY KEY REFERENCES organization (id),
  settings TEXT NOT NULL, -- a JSON object, see PROTOCOL.md; what is left out is as ever
  identity_secret TEXT,   -- sealed
  updated_us BIGINT NOT NULL
);

ALTER TABLE contact ADD COLUMN attributes TEXT;  -- a JSON object of texts
ALTER TABLE contact ADD COLUMN external_id TEXT; -- as the site knows them; only where it vouched
ALTER TABLE contact ADD COLUMN verified SMALLINT NOT NULL DEFAULT 0 CHECK (verified IN (0, 1));
CREATE UNIQUE INDEX contact_by_external ON contact (organization_id, external_id)
  WHERE external_id IS NOT NULL;

-- Where a visitor has been: not in contact, which is read with every message.
CREATE TABLE contact_pages (
  organization_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  pages TEXT NOT NULL, -- a JSON array, newest first
  PRIMARY KEY (organization_id, contact_id)
);

CREATE INDEX handoff_by_time ON handoff (organization_id, created_us);
