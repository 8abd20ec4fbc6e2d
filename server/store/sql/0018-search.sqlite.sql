-- Messages that are gone, until the search index (a file of its own, which follows behind) has let
-- go of their words as well: taking them out of it needs the text that was put in.

CREATE TABLE find_removed (
  organization_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (organization_id, seq)
);

CREATE TRIGGER message_removed AFTER DELETE ON message WHEN OLD.kind <> 'notice' BEGIN
  INSERT INTO find_removed (organization_id, seq, body) VALUES (OLD.organization_id, OLD.seq, OLD.body)
    ON CONFLICT DO NOTHING;
END;
