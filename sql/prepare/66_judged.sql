-- comment: the outcome of every identity at every place; the best variant of a family
-- last: anchors presence sums
CREATE TEMP TABLE judged AS
WITH tried AS (
    SELECT a.*, p.missing_items, s.expected, s.low AS sum_low, s.high AS sum_high,
           coalesce(s.figure_ids, []) AS part_ids,
           coalesce(s.high - s.low, 0) + a.high - a.low AS width,
           p.assumed, a.doubtful OR coalesce(s.doubtful, false) AS any_doubtful,
           CASE WHEN a.conflict OR coalesce(s.conflict, false) THEN 'conflict'
                WHEN p.found = 0 OR p.missing THEN 'missing'
                WHEN s.expected = a.value THEN 'exact'
                WHEN s.low <= a.high AND a.low <= s.high THEN 'rounding'
                WHEN p.elsewhere THEN 'elsewhere'
                WHEN a.low > s.high AND (p.partial OR p.soft)
                     AND NOT coalesce(p.numbered >= a.complete_from, false) THEN 'unlisted'
                ELSE 'break' END AS verdict
    FROM anchors a JOIN presence p USING (anchor) LEFT JOIN sums s USING (anchor)
    WHERE p.found > 0 OR (a.account_code = '' AND a.account_name = '')
), placed AS (
    SELECT *, CASE WHEN verdict IN ('conflict', 'missing', 'unlisted', 'elsewhere') THEN 'insufficient'
                   ELSE verdict END AS outcome,
           width * 100 > abs(value) AS low_power
    FROM tried
)
SELECT * FROM placed
QUALIFY row_number() OVER (
    PARTITION BY family, submission_id, fiscal_year, source, project, account_code, account_name,
                 stage, fund
    ORDER BY list_position(['exact', 'rounding', 'break', 'insufficient'], outcome), ordinal) = 1
