-- Everything a row belongs to begins with organization_id, so that tenants can be placed apart.
-- Where rows are written often a CHECK spells its words out with OR: SQLite builds a table for an
-- IN of three or more each time.

CREATE TABLE organization (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  greeting TEXT NOT NULL,
  ai_enabled SMALLINT NOT NULL CHECK (ai_enabled IN (0, 1)),
  ai_name TEXT NOT NULL,
  allowed_origins TEXT NOT NULL, -- a JSON array
  webhook_url TEXT,
  webhook_secret TEXT,           -- sealed
  created_us BIGINT NOT NULL
);

-- The head of each organisation's log; one row, updated by whoever publishes.
CREATE TABLE feed (
  organization_id TEXT PRIMARY KEY REFERENCES organization (id),
  seq BIGINT NOT NULL,
  pruned_seq BIGINT NOT NULL -- rows up to here are gone
);

CREATE TABLE event (
  organization_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  type TEXT NOT NULL,
  conversation_id TEXT,
  contact_id TEXT,
  body TEXT NOT NULL,
  desk TEXT,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, seq)
);

CREATE TABLE operator (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organization (id),
  email TEXT NOT NULL UNIQUE, -- folded
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'agent')),
  password_hash TEXT NOT NULL,
  created_us BIGINT NOT NULL
);
CREATE INDEX operator_by_organization ON operator (organization_id);

CREATE TABLE operator_session (
  token_hash TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL,
  operator_id TEXT NOT NULL REFERENCES operator (id),
  created_us BIGINT NOT NULL,
  expires_us BIGINT NOT NULL
);
CREATE INDEX operator_session_by_operator ON operator_session (operator_id);

CREATE TABLE contact (
  organization_id TEXT NOT NULL REFERENCES organization (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  metadata TEXT, -- a JSON object, the twelve browser fields
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE contact_session (
  token_hash TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  created_us BIGINT NOT NULL,
  expires_us BIGINT NOT NULL
);

CREATE TABLE conversation (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status = 'unresolved' OR status = 'escalated' OR status = 'resolved'),
  channel TEXT NOT NULL,
  priority TEXT NOT NULL CHECK (priority = 'low' OR priority = 'normal' OR priority = 'high' OR priority = 'urgent'),
  assignee_id TEXT,
  handoff_id TEXT, -- the latest one
  waiting_since_us BIGINT,
  unread BIGINT NOT NULL,
  message_count BIGINT NOT NULL,
  visitor_seq BIGINT NOT NULL, -- of the visitor's last message: what a run must have read
  boundary_seq BIGINT NOT NULL, -- older requests for a person lie behind it
  last_author TEXT,
  last_author_name TEXT,
  last_kind TEXT,
  last_body TEXT,
  last_created_us BIGINT,
  last_seq BIGINT,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX conversation_by_contact ON conversation (organization_id, contact_id);

CREATE TABLE message (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  author TEXT NOT NULL CHECK (author = 'visitor' OR author = 'ai' OR author = 'operator' OR author = 'system'),
  author_id TEXT,
  author_name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'text' OR kind = 'note' OR kind = 'notice'),
  notice TEXT,
  body TEXT NOT NULL,
  sources TEXT, -- a JSON array
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX message_by_conversation ON message (organization_id, conversation_id, seq);

CREATE TABLE handoff (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status = 'pending' OR status = 'claimed' OR status = 'resolved' OR status = 'expired'),
  reason TEXT NOT NULL,
  summary TEXT NOT NULL,
  operator_id TEXT,
  created_us BIGINT NOT NULL,
  claimed_us BIGINT,
  resolved_us BIGINT,
  PRIMARY KEY (organization_id, id)
);

-- One turn of the AI.  At most one run of a conversation waits or runs.
CREATE TABLE run (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  message_id TEXT NOT NULL, -- of the answer, should there be one
  state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'running' OR state = 'done'),
  due_us BIGINT NOT NULL,
  input_seq BIGINT NOT NULL, -- the visitor's last message it has read
  provider TEXT,
  outcome TEXT, -- answered, offered, escalated, resolved, superseded, discarded, failed
  detail TEXT,  -- a JSON object: question, passages and scores, tools called
  created_us BIGINT NOT NULL,
  started_us BIGINT,
  finished_us BIGINT,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX run_open ON run (due_us) WHERE state <> 'done';
CREATE UNIQUE INDEX run_waiting ON run (organization_id, conversation_id) WHERE state = 'waiting';

CREATE TABLE document (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  title_key TEXT NOT NULL, -- folded
  category TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('markdown', 'text')),
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  size BIGINT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('queued', 'indexing', 'ready', 'error')),
  error TEXT,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, title_key)
);

CREATE TABLE passage (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  heading TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX passage_by_document ON passage (organization_id, document_id, position);

CREATE TABLE gap (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  question TEXT NOT NULL,
  question_key TEXT NOT NULL, -- normalised
  hits BIGINT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  conversation_id TEXT, -- the latest example
  first_us BIGINT NOT NULL,
  last_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, question_key)
);

-- Webhook deliveries that wait or were tried; the courier owns the times.
CREATE TABLE delivery (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  url TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts BIGINT NOT NULL,
  due_us BIGINT NOT NULL,
  last_error TEXT,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX delivery_waiting ON delivery (due_us) WHERE state = 'waiting';
