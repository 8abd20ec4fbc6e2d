-- How far each side has read, what the visitor has not, and how content the visitor was.  In the
-- conversation itself: whoever tells of it reads and writes that row anyway.

ALTER TABLE conversation ADD COLUMN visitor_unread BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN visitor_read_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN operator_read_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN csat_score SMALLINT CHECK (csat_score BETWEEN 1 AND 5);
ALTER TABLE conversation ADD COLUMN csat_comment TEXT;
ALTER TABLE conversation ADD COLUMN csat_us BIGINT;

-- Who wrote last has read the rest.
UPDATE conversation SET operator_read_seq = visitor_seq WHERE unread = 0;
UPDATE conversation SET visitor_read_seq = visitor_seq;
