-- like: figures
-- comment: 现行数字：每项材料最新一版的数字，存疑的除外
CREATE VIEW current_figures AS
SELECT f.*
FROM figures f JOIN submissions s USING (submission_id)
SEMI JOIN parts p ON p.is_current AND p.submission_id = f.submission_id
    AND p.kind = part_kind(f.source, s.document_kinds)
    AND p.part = part_name(f.source, f.form, f.project)
WHERE f.assurance <> 'doubtful'
