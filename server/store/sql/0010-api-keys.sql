-- Keys of programs, which are told once and kept as hashes.

CREATE TABLE api_key (
  organization_id TEXT NOT NULL REFERENCES organization (id),
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'widget' OR kind = 'admin'),
  name TEXT NOT NULL,
  prefix TEXT NOT NULL, -- how the key begins: all of it that is ever shown again
  secret_hash TEXT NOT NULL,
  created_us BIGINT NOT NULL,
  last_used_us BIGINT NOT NULL, -- 0: never; behind by up to an hour
  revoked_us BIGINT,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX api_key_by_prefix ON api_key (prefix);
