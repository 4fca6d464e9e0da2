-- comment: claims of the latest version of each part
CREATE TEMP TABLE live_claims AS
SELECT c.*, s.scope, part_kind(c.source, s.document_kinds) AS place
FROM claims c JOIN submissions s USING (submission_id)
SEMI JOIN parts p ON p.is_current AND p.submission_id = c.submission_id
    AND p.kind = part_kind(c.source, s.document_kinds)
    AND p.part = part_name(c.source, c.form, c.project)
