-- comment: narrative of the latest version
CREATE TEMP TABLE live_passages AS
SELECT t.*, s.scope, part_kind('narrative', s.document_kinds) AS place
FROM passages t JOIN submissions s USING (submission_id)
SEMI JOIN parts p ON p.is_current AND p.submission_id = t.submission_id
    AND p.kind = part_kind('narrative', s.document_kinds)
