-- What was said last in files alone goes by the name of the first.
UPDATE conversation
SET last_body = COALESCE((
  SELECT substr(a.name, 1, 200)
  FROM attachment AS a
  JOIN message AS m ON m.organization_id = a.organization_id AND m.id = a.message_id
  WHERE m.organization_id = conversation.organization_id AND m.conversation_id = conversation.id
    AND m.seq = conversation.last_seq
  ORDER BY a.created_us, a.id LIMIT 1), '')
WHERE last_kind = 'text' AND last_body = '';
