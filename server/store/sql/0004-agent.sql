-- What an organisation told its AI.  One row each, made when first changed.
CREATE TABLE ai_settings (
  organization_id TEXT PRIMARY KEY REFERENCES organization (id),
  schedule TEXT NOT NULL CHECK (schedule IN ('always', 'outside_hours')),
  suggestions_only SMALLINT NOT NULL CHECK (suggestions_only IN (0, 1)),
  time_zone TEXT NOT NULL,           -- IANA name of the hours
  hours TEXT NOT NULL,               -- a JSON object, see PROTOCOL.md
  tone TEXT NOT NULL,
  preferred_terms TEXT NOT NULL,     -- a JSON array
  blocked_terms TEXT NOT NULL,       -- a JSON array
  guardrails_enabled SMALLINT NOT NULL CHECK (guardrails_enabled IN (0, 1)),
  max_tool_calls BIGINT NOT NULL,    -- in one answer
  visitor_messages BIGINT NOT NULL,  -- answers a day, 0 without bound
  visitor_tokens BIGINT NOT NULL,
  organization_messages BIGINT NOT NULL,
  organization_tokens BIGINT NOT NULL,
  embedding_provider_id TEXT,
  embedding_model TEXT,
  calibration TEXT,                  -- a JSON object of the index's own
  updated_us BIGINT NOT NULL
);

-- Language models, in the order in which they are asked.
CREATE TABLE provider (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  base_url TEXT NOT NULL,
  model TEXT NOT NULL,
  key TEXT,                          -- sealed
  enabled SMALLINT NOT NULL CHECK (enabled IN (0, 1)),
  price_in BIGINT NOT NULL,          -- millionths of the currency for a million tokens, 0 unknown
  price_out BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);

-- What an organisation's own systems can be asked by the AI.
CREATE TABLE tool (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,                -- as the model calls it
  description TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('GET', 'POST', 'PUT', 'PATCH', 'DELETE')),
  url TEXT NOT NULL,
  headers TEXT,                      -- a JSON object, sealed
  header_names TEXT NOT NULL,        -- a JSON array: what may be shown of them
  arguments_schema TEXT NOT NULL,    -- JSON schema
  timeout_ms BIGINT NOT NULL,
  max_answer BIGINT NOT NULL,        -- bytes
  confirm SMALLINT NOT NULL CHECK (confirm IN (0, 1)), -- the visitor is asked first
  enabled SMALLINT NOT NULL CHECK (enabled IN (0, 1)),
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, name)
);

-- Every call of such a tool, made or refused.
CREATE TABLE tool_call (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  tool_id TEXT NOT NULL,
  tool_name TEXT NOT NULL,
  run_id TEXT,
  conversation_id TEXT,
  arguments TEXT NOT NULL,           -- a JSON object, secrets never in it
  status TEXT NOT NULL CHECK (status IN ('pending', 'success', 'error', 'refused', 'cancelled')),
  token_hash TEXT,                   -- of the visitor's confirmation
  expires_us BIGINT,                 -- of the confirmation
  http_status BIGINT,
  result TEXT,                       -- cut to what the model was shown
  error TEXT,
  duration_us BIGINT,
  created_us BIGINT NOT NULL,
  finished_us BIGINT,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX tool_call_by_conversation ON tool_call (organization_id, conversation_id, created_us);
CREATE INDEX tool_call_by_time ON tool_call (organization_id, created_us);

CREATE TABLE guardrail (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('blocked_topic', 'topic_boundary', 'pii_filter', 'jailbreak_detection', 'custom')),
  pattern TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('block', 'warn', 'log')),
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out', 'both')),
  message TEXT,                      -- what the visitor reads instead
  enabled SMALLINT NOT NULL CHECK (enabled IN (0, 1)),
  created_us BIGINT NOT NULL,
  updated_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE violation (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  guardrail_id TEXT NOT NULL,
  guardrail_name TEXT NOT NULL,
  type TEXT NOT NULL,
  action TEXT NOT NULL,
  direction TEXT NOT NULL,
  conversation_id TEXT,
  run_id TEXT,
  excerpt TEXT NOT NULL,             -- masked, at most 500 characters
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX violation_by_time ON violation (organization_id, created_us);

-- What was used up, per visitor and day; the organisation's own row has contact_id ''.
CREATE TABLE ai_usage (
  organization_id TEXT NOT NULL,
  day BIGINT NOT NULL,               -- days since the epoch, UTC
  contact_id TEXT NOT NULL,
  messages BIGINT NOT NULL,
  tokens BIGINT NOT NULL,
  cost BIGINT NOT NULL,              -- millionths of the currency
  PRIMARY KEY (organization_id, day, contact_id)
);

ALTER TABLE run ADD COLUMN model TEXT;
ALTER TABLE run ADD COLUMN tokens_in BIGINT;
ALTER TABLE run ADD COLUMN tokens_out BIGINT;
ALTER TABLE run ADD COLUMN cost BIGINT;       -- millionths of the currency
ALTER TABLE run ADD COLUMN first_token_us BIGINT;
ALTER TABLE run ADD COLUMN confidence BIGINT; -- of the best passage, millionths
ALTER TABLE run ADD COLUMN verdict SMALLINT;  -- 1 thumbs up, -1 down
ALTER TABLE run ADD COLUMN verdict_by TEXT;
CREATE INDEX run_by_conversation ON run (organization_id, conversation_id, created_us);

-- What the AI would say where it only suggests; at most one a conversation waits.
CREATE TABLE draft (
  organization_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  body TEXT NOT NULL,
  sources TEXT,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, conversation_id)
);

-- Buttons below a message: choices, a tool's confirmation.  A JSON object, see PROTOCOL.md.
ALTER TABLE message ADD COLUMN extra TEXT;
