-- comment: the same figure then and now; the same fact in a file and the one it replaces
-- last: reread
CREATE TEMP TABLE figure_pairs AS
SELECT 'reread' AS via, n AS now_is, o AS was
FROM (SELECT f.* FROM figures f SEMI JOIN reread USING (submission_id)) n
FULL JOIN (SELECT f.* FROM former.figures f SEMI JOIN reread USING (submission_id)) o
    ON o.figure_id = n.figure_id
UNION ALL
SELECT 'resubmitted', n, o
FROM (
    SELECT f.*, row_number() OVER nth AS nth, p.supersedes
    FROM figures f JOIN submissions s USING (submission_id)
    JOIN parts p ON p.submission_id = f.submission_id AND p.is_current AND p.supersedes IS NOT NULL
        AND p.kind = part_kind(f.source, s.document_kinds)
        AND p.part = part_name(f.source, f.form, f.project)
    ANTI JOIN former.submissions q ON q.submission_id = f.submission_id
    WINDOW nth AS (PARTITION BY f.submission_id, f.source, f.form, item, stage, fund, account_code, account_name, project
                   ORDER BY block, row, col, char_start)
) n
FULL JOIN (
    SELECT f.*, row_number() OVER nth AS nth, p.submission_id AS superseder
    FROM figures f JOIN submissions s USING (submission_id)
    JOIN parts p ON p.supersedes = f.submission_id AND p.is_current
        AND p.kind = part_kind(f.source, s.document_kinds)
        AND p.part = part_name(f.source, f.form, f.project)
    ANTI JOIN former.submissions q ON q.submission_id = p.submission_id
    WINDOW nth AS (PARTITION BY f.submission_id, f.source, f.form, item, stage, fund, account_code, account_name, project
                   ORDER BY block, row, col, char_start)
) o ON o.superseder = n.submission_id AND o.source = n.source AND o.nth = n.nth
    AND o.form IS NOT DISTINCT FROM n.form AND o.item = n.item
    AND o.stage IS NOT DISTINCT FROM n.stage AND o.fund IS NOT DISTINCT FROM n.fund
    AND o.account_code IS NOT DISTINCT FROM n.account_code
    AND o.account_name IS NOT DISTINCT FROM n.account_name
    AND o.project IS NOT DISTINCT FROM n.project
