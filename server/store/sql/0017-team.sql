-- What a team needs to share a desk: labels, teams, canned replies, views, notes about contacts,
-- who changed what.

ALTER TABLE conversation ADD COLUMN labels TEXT;            -- a JSON array of ids; NULL: none
ALTER TABLE conversation ADD COLUMN team_id TEXT;
ALTER TABLE conversation ADD COLUMN snoozed_until_us BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN mentions TEXT;          -- a JSON array of operators' ids
ALTER TABLE conversation ADD COLUMN first_reply_us BIGINT NOT NULL DEFAULT 0; -- an operator's first text
ALTER TABLE conversation ADD COLUMN resolved_us BIGINT NOT NULL DEFAULT 0;    -- 0: open
CREATE INDEX conversation_snoozed ON conversation (snoozed_until_us) WHERE snoozed_until_us > 0;
CREATE INDEX conversation_by_age ON conversation (organization_id, created_us);

-- The same as conversation.labels, to find by.
CREATE TABLE conversation_label (
  organization_id TEXT NOT NULL,
  label_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  PRIMARY KEY (organization_id, label_id, conversation_id)
);
CREATE INDEX conversation_label_by_conversation ON conversation_label (organization_id, conversation_id);

-- One row an organisation, made when first changed.
CREATE TABLE desk_settings (
  organization_id TEXT PRIMARY KEY REFERENCES organization (id),
  claim_timeout_s BIGINT NOT NULL,   -- 0: never
  auto_resolve_h BIGINT NOT NULL,    -- 0: never
  retention_days BIGINT NOT NULL,    -- of resolved conversations; 0: for ever
  updated_us BIGINT NOT NULL
);

CREATE TABLE label (
  organization_id TEXT NOT NULL REFERENCES organization (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL, -- folded
  color TEXT NOT NULL,    -- #rrggbb
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, name_key)
);

CREATE TABLE team (
  organization_id TEXT NOT NULL REFERENCES organization (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL, -- folded
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, name_key)
);
CREATE TABLE team_member (
  organization_id TEXT NOT NULL,
  team_id TEXT NOT NULL,
  operator_id TEXT NOT NULL,
  PRIMARY KEY (organization_id, team_id, operator_id)
);
CREATE INDEX team_member_by_operator ON team_member (organization_id, operator_id);

ALTER TABLE operator ADD COLUMN status TEXT NOT NULL DEFAULT 'online'
  CHECK (status = 'online' OR status = 'away' OR status = 'busy'); -- as they chose
ALTER TABLE operator ADD COLUMN disabled_us BIGINT NOT NULL DEFAULT 0;

CREATE TABLE canned (
  organization_id TEXT NOT NULL REFERENCES organization (id),
  id TEXT NOT NULL,
  operator_id TEXT,          -- whose alone; NULL: everybody's
  shortcut TEXT NOT NULL,    -- what is typed after the slash; folded
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX canned_by_shortcut ON canned (organization_id, COALESCE(operator_id, ''), shortcut);

CREATE TABLE saved_view (
  organization_id TEXT NOT NULL REFERENCES organization (id),
  id TEXT NOT NULL,
  operator_id TEXT,          -- whose alone; NULL: everybody's
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  filter TEXT NOT NULL,      -- a JSON object, see PROTOCOL.md
  sort TEXT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);

ALTER TABLE contact ADD COLUMN blocked_us BIGINT NOT NULL DEFAULT 0;
CREATE TABLE contact_note (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  operator_id TEXT NOT NULL,
  operator_name TEXT NOT NULL,
  body TEXT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX contact_note_by_contact ON contact_note (organization_id, contact_id, created_us);

CREATE TABLE whisper (
  organization_id TEXT NOT NULL REFERENCES organization (id),
  id TEXT NOT NULL,
  from_id TEXT NOT NULL,
  to_id TEXT NOT NULL,
  conversation_id TEXT,      -- what it is about
  body TEXT NOT NULL,
  read_us BIGINT NOT NULL DEFAULT 0,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX whisper_by_from ON whisper (organization_id, from_id, created_us);
CREATE INDEX whisper_by_to ON whisper (organization_id, to_id, created_us);

CREATE TABLE audit (
  organization_id TEXT NOT NULL REFERENCES organization (id),
  id TEXT NOT NULL,
  operator_id TEXT,          -- NULL: the administrator of the machine, or the daemon itself
  operator_name TEXT NOT NULL,
  action TEXT NOT NULL,      -- label.created
  subject_id TEXT,
  detail TEXT NOT NULL,      -- a JSON object: what was said, secrets never in it
  at_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX audit_by_time ON audit (organization_id, at_us, id);
