-- id: score.total
-- severity: error
-- title: 得分合计与总分
-- basis: 总分＝预算执行得分＋各指标得分
-- advice: 核对各行得分，更正总分。
WITH sheets AS (
    SELECT submission_id, unit_code, fiscal_year, scope, project, sheet,
           sum(score) FILTER (NOT is_total) AS expected,
           any_value(score) FILTER (is_total) AS actual,
           count(*) FILTER (NOT is_total AND score IS NULL AND points > 0) AS missing,
           count(*) FILTER (NOT is_total AND score IS NOT NULL) AS rows_scored,
           -- forms without an execution row of their own: its score stands nowhere
           NOT bool_or(is_execution AND score IS NOT NULL)
               AND sum(points) FILTER (NOT is_total) < coalesce(any_value(points) FILTER (is_total), 100) AS unlisted,
           string_agg(plain(score), '＋' ORDER BY block, row) FILTER (NOT is_total AND score IS NOT NULL) AS words,
           list(indicator_id ORDER BY block, row) AS figure_ids
    FROM scored GROUP BY ALL
)
SELECT unit_code, fiscal_year, concat_ws('/', coalesce(project, '自评表'), scope) AS binding,
       CASE WHEN actual IS NULL OR missing > 0 OR rows_scored = 0 THEN 'insufficient'
            WHEN expected = actual THEN 'exact' WHEN unlisted AND expected < actual THEN 'insufficient' ELSE 'break' END AS outcome,
       CASE WHEN actual IS NULL THEN '没有印总分' WHEN missing > 0 THEN '有' || missing || '行没有得分'
            WHEN unlisted AND expected < actual THEN '没有印预算执行的得分' END AS reason,
       CAST(expected AS DECIMAL(24, 4)) AS expected, CAST(actual AS DECIMAL(24, 4)) AS actual,
       CAST(actual - expected AS DECIMAL(24, 4)) AS difference, 0 AS tolerance, figure_ids,
       [submission_id] AS submission_ids,
       sheet || '总分印为' || plain(actual) || '分，各行得分 ' || words || '＝' || plain(expected) || '分。' AS message
FROM sheets
