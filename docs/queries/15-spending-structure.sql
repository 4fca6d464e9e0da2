-- 基本支出与项目支出的结构
-- 金额为元，占比为百分点。
SELECT unit_code,
       max(value) FILTER (WHERE item = 'expenditure.basic') AS basic,
       max(value) FILTER (WHERE item = 'expenditure.project') AS project,
       percent_of(max(value) FILTER (WHERE item = 'expenditure.project'),
                  max(value) FILTER (WHERE item = 'expenditure.total')) AS project_share
FROM current_figures
WHERE stage = 'final' AND account_code IS NULL AND source = 'narrative'
  AND item IN ('expenditure.total', 'expenditure.basic', 'expenditure.project')
GROUP BY unit_code
ORDER BY project_share DESC NULLS LAST, unit_code
