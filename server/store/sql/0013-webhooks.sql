-- Any number of webhooks.  The one whose id is the organisation's own is its first: it takes over
-- what stood in the organisation's row, where now stands which events any of its webhooks wants.
CREATE TABLE webhook (
  organization_id TEXT NOT NULL REFERENCES organization (id),
  id TEXT NOT NULL,
  url TEXT NOT NULL,    -- '': the first one, which has no address yet
  events TEXT NOT NULL, -- names with a blank between them
  secret TEXT,          -- sealed
  enabled SMALLINT NOT NULL CHECK (enabled IN (0, 1)),
  failing_since_us BIGINT NOT NULL DEFAULT 0,
  last_state TEXT,
  last_us BIGINT NOT NULL DEFAULT 0,
  last_http_status BIGINT NOT NULL DEFAULT 0,
  next_us BIGINT NOT NULL DEFAULT 0, -- when its line of deliveries moves on; 0: nothing waits
  held_us BIGINT NOT NULL DEFAULT 0, -- not before, whatever joins the line
  taken SMALLINT NOT NULL DEFAULT 0 CHECK (taken IN (0, 1)), -- one of them is on its way
  created_us BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX webhook_next ON webhook (next_us) WHERE next_us > 0;

INSERT INTO webhook (organization_id, id, url, events, secret, enabled, created_us)
  SELECT id, id, COALESCE(webhook_url, ''), 'handoff.created handoff.released', webhook_secret,
  CASE WHEN webhook_url IS NULL THEN 0 ELSE 1 END, created_us
  FROM organization WHERE webhook_url IS NOT NULL OR webhook_secret IS NOT NULL;

-- What it had itself is emptied and read by nobody.
ALTER TABLE organization ADD COLUMN webhook_events TEXT;
UPDATE organization SET webhook_events = 'handoff.created handoff.released'
  WHERE webhook_url IS NOT NULL;
UPDATE organization SET webhook_url = NULL, webhook_secret = NULL;

-- What each of them is told, with how it went.
CREATE TABLE webhook_delivery (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  webhook_id TEXT NOT NULL,
  event TEXT NOT NULL,
  url TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts BIGINT NOT NULL,
  http_status BIGINT NOT NULL DEFAULT 0,
  last_error TEXT,
  answer TEXT,
  due_us BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  finished_us BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX webhook_delivery_listed ON webhook_delivery (organization_id, webhook_id, id);
CREATE INDEX webhook_delivery_waiting
  ON webhook_delivery (organization_id, webhook_id, due_us, id) WHERE state = 'waiting';

-- Whoever has no webhook any more has no line either.
INSERT INTO webhook_delivery (organization_id, id, webhook_id, event, url, body, state, attempts,
  last_error, due_us, created_us)
  SELECT organization_id, id, organization_id,
  CASE WHEN body LIKE '{"event":"handoff.released"%' THEN 'handoff.released'
  ELSE 'handoff.created' END, url, body, state, attempts, last_error, due_us, created_us
  FROM delivery WHERE organization_id IN (SELECT organization_id FROM webhook);
DROP TABLE delivery;
UPDATE webhook SET next_us = 1 WHERE organization_id IN
  (SELECT organization_id FROM webhook_delivery WHERE state = 'waiting');
