-- Models that can look at pictures.

ALTER TABLE provider ADD COLUMN vision SMALLINT NOT NULL DEFAULT 0 CHECK (vision IN (0, 1));
