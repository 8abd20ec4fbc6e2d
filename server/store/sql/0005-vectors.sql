-- What a model made of each passage.  Goes with its passage.
CREATE TABLE passage_vector (
  organization_id TEXT NOT NULL,
  passage_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  model TEXT NOT NULL,
  dimension BIGINT NOT NULL,
  scale DOUBLE PRECISION NOT NULL, -- q8 times this is about f32
  q8 BYTEA NOT NULL,               -- dimension bytes, signed
  f32 BYTEA NOT NULL,              -- dimension little-endian floats, of length one together
  PRIMARY KEY (organization_id, passage_id, model),
  FOREIGN KEY (organization_id, passage_id) REFERENCES passage (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX passage_vector_by_model ON passage_vector (organization_id, model, document_id);
