-- id: score.points
-- severity: error
-- title: 分值合计应为100
-- basis: 预算执行分值与各指标分值之和为100分（或表中所印的总分值）
-- consequences: score.notice_points
-- advice: 核对各行分值。
WITH sheets AS (
    SELECT submission_id, unit_code, fiscal_year, scope, project, sheet,
           sum(points) FILTER (NOT is_total) AS actual,
           coalesce(any_value(points) FILTER (is_total), 100) AS expected,
           count(*) FILTER (NOT is_total AND NOT is_execution AND points IS NULL) AS missing,
           count(*) FILTER (NOT is_total AND NOT is_execution AND points IS NOT NULL) AS rows_scored,
           bool_or(is_execution AND points IS NOT NULL) AS has_execution,
           string_agg(plain(points), '＋' ORDER BY block, row) FILTER (NOT is_total AND points IS NOT NULL) AS words,
           list(indicator_id ORDER BY block, row) AS figure_ids
    FROM scored GROUP BY ALL
)
SELECT unit_code, fiscal_year, concat_ws('/', coalesce(project, '自评表'), scope) AS binding,
       CASE WHEN rows_scored = 0 OR missing > 0 THEN 'insufficient' WHEN expected = actual THEN 'exact'
            WHEN NOT has_execution AND actual < expected THEN 'insufficient' ELSE 'break' END AS outcome,
       CASE WHEN rows_scored = 0 THEN '没有印分值' WHEN missing > 0 THEN '有' || missing || '行没有分值'
            WHEN NOT has_execution AND actual < expected THEN '没有印预算执行的分值' END AS reason,
       CAST(expected AS DECIMAL(24, 4)) AS expected, CAST(actual AS DECIMAL(24, 4)) AS actual,
       CAST(actual - expected AS DECIMAL(24, 4)) AS difference, 0 AS tolerance, figure_ids,
       [submission_id] AS submission_ids,
       CASE WHEN expected <> actual THEN figure_ids END AS causes,
       sheet || '分值合计应为' || plain(expected) || '分，各行分值 ' || words || '＝' || plain(actual) || '分。' AS message
FROM sheets
