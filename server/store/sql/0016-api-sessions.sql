-- Sessions as programs name them, and the contacts that stand for them.

CREATE TABLE api_session (
  organization_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, session_id)
);
CREATE INDEX api_session_by_contact ON api_session (organization_id, contact_id);
