-- comment: figures of the latest version of each part, doubtful ones included
CREATE TEMP VIEW live_figures AS
SELECT f.*, n.figure_no, n.fact_no, n.line_no, s.scope, part_kind(f.source, s.document_kinds) AS place
FROM figures f JOIN figure_numbers n ON n.figure_no = f.rowid JOIN submissions s USING (submission_id)
