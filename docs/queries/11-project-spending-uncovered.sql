-- 项目支出中没有自评表的部分
-- 正文的项目支出减去各自评表的全年执行数。
WITH projects AS (
    SELECT unit_code, fiscal_year, sum(value) AS evaluated
    FROM current_figures
    WHERE item = 'project_funds.total' AND stage = 'final'
    GROUP BY ALL
)
SELECT f.unit_code, f.value AS project_spending, p.evaluated, f.value - p.evaluated AS uncovered
FROM current_figures f LEFT JOIN projects p USING (unit_code, fiscal_year)
WHERE f.item = 'expenditure.project' AND f.stage = 'final' AND f.source = 'narrative'
ORDER BY uncovered DESC NULLS LAST, f.unit_code
