-- id: score.level1_points
-- severity: error
-- title: 一级指标分值与标签不符
-- basis: 一级指标下各行分值之和＝标签中所印的分值，如“产出指标(50分)”
-- advice: 核对该一级指标下各行分值。
WITH blocks AS (
    SELECT submission_id, unit_code, fiscal_year, scope, project, sheet, level1,
           any_value(level1_points) AS expected, count(DISTINCT level1_points) AS labels,
           sum(points) AS actual, count(*) FILTER (points IS NULL) AS missing,
           string_agg(plain(points), '＋' ORDER BY block, row) AS words,
           list(indicator_id ORDER BY block, row) AS figure_ids
    FROM scored WHERE NOT is_total AND NOT is_execution AND level1 IS NOT NULL
    GROUP BY submission_id, unit_code, fiscal_year, scope, project, sheet, level1
)
SELECT unit_code, fiscal_year, concat_ws('/', coalesce(project, '自评表'), scope, level1) AS binding,
       CASE WHEN missing > 0 OR labels > 1 THEN 'insufficient' WHEN expected = actual THEN 'exact' ELSE 'break' END AS outcome,
       CASE WHEN missing > 0 THEN '有' || missing || '行没有分值' WHEN labels > 1 THEN '标签中的分值不止一个' END AS reason,
       CAST(expected AS DECIMAL(24, 4)) AS expected, CAST(actual AS DECIMAL(24, 4)) AS actual,
       CAST(actual - expected AS DECIMAL(24, 4)) AS difference, 0 AS tolerance, figure_ids,
       [submission_id] AS submission_ids,
       sheet || '“' || level1 || '”标签印' || plain(expected) || '分，各行分值 ' || words || '＝' || plain(actual) || '分。' AS message
FROM blocks WHERE expected IS NOT NULL
