-- Handoffs whose summary is still the visitor's last words; runs by their answer and by judgement.

ALTER TABLE handoff ADD COLUMN summarise SMALLINT NOT NULL DEFAULT 0 CHECK (summarise IN (0, 1));
CREATE INDEX handoff_to_summarise ON handoff (created_us) WHERE summarise = 1;

CREATE INDEX run_by_message ON run (organization_id, message_id);
CREATE INDEX run_judged ON run (created_us) WHERE verdict IS NOT NULL;
