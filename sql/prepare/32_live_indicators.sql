-- comment: scored rows of the latest version of each project's table; empty rows left out
CREATE TEMP TABLE live_indicators AS
SELECT i.*, s.scope, coalesce(i.level1 = '总分', false) AS is_total,
       coalesce(i.level1 = '预算执行', false) AS is_execution
FROM indicators i JOIN submissions s USING (submission_id)
SEMI JOIN parts p ON p.is_current AND p.submission_id = i.submission_id
    AND p.kind = 'self_evaluation_table' AND p.part = coalesce(i.project, '')
WHERE i.points IS NOT NULL OR i.score IS NOT NULL OR i.target_printed IS NOT NULL
   OR i.actual_printed IS NOT NULL
