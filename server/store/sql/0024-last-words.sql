-- What was said last is what somebody said: the system's notices are none of it.
UPDATE conversation
SET (last_author, last_author_name, last_kind, last_body, last_created_us, last_seq) = (
  SELECT m.author, m.author_name, m.kind, substr(m.body, 1, 200), m.created_us, m.seq
  FROM message AS m
  WHERE m.organization_id = conversation.organization_id AND m.conversation_id = conversation.id
    AND m.kind = 'text'
  ORDER BY m.seq DESC LIMIT 1)
WHERE last_kind = 'notice';
