-- comment: submissions in this and the last database whose figures are not the same
CREATE TEMP TABLE reread AS
WITH now_is AS (
    SELECT submission_id, bit_xor(hash(figure_id, value, item, stage, fund, account_code, account_name, project, assurance)) AS mark FROM figures GROUP BY submission_id
), was AS (
    SELECT submission_id, bit_xor(hash(figure_id, value, item, stage, fund, account_code, account_name, project, assurance)) AS mark FROM former.figures
    GROUP BY submission_id
)
SELECT s.submission_id FROM submissions s
SEMI JOIN former.submissions USING (submission_id)
LEFT JOIN now_is n USING (submission_id) LEFT JOIN was w USING (submission_id)
WHERE n.mark IS DISTINCT FROM w.mark
