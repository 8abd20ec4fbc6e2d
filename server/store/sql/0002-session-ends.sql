-- Ended sessions are found without looking at the others.

CREATE INDEX contact_session_by_end ON contact_session (expires_us);
CREATE INDEX operator_session_by_end ON operator_session (expires_us);
