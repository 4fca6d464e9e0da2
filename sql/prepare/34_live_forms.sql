-- comment: tables of the latest file that shows each form, whatever could be read of them
CREATE TEMP TABLE live_forms AS
SELECT f.*, s.scope, s.document_kinds
FROM forms f JOIN submissions s USING (submission_id)
WHERE s.status <> 'refused'
QUALIFY f.submission_id = first_value(f.submission_id) OVER (
    PARTITION BY coalesce(s.unit_code, f.submission_id), s.fiscal_year, s.scope,
                 coalesce(f.form, f.submission_id)
    ORDER BY s.received_at DESC, f.submission_id DESC)
