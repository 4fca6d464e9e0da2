-- comment: figures of the latest version of each part, doubtful ones included
CREATE TEMP VIEW live_figures AS
SELECT f.*, f.rowid AS figure_no, s.scope, part_kind(f.source, s.document_kinds) AS place
FROM figures f JOIN submissions s USING (submission_id)
SEMI JOIN parts p ON p.is_current AND p.submission_id = f.submission_id
    AND p.kind = part_kind(f.source, s.document_kinds)
    AND p.part = part_name(f.source, f.form, f.project)
