-- id: score.above_execution
-- severity: warning
-- title: 得分高于预算执行（红黄灯）
-- basis: 得分率高出执行率超过得分率的5%为红灯；未执行超过20%或预算为零为黄灯
-- advice: 复核自评得分是否与资金执行情况相称。
WITH money AS (
    SELECT submission_id, project, any_value(high) FILTER (stage = 'final') AS n_high, any_value(value) FILTER (stage = 'final') AS n,
           any_value(printed) FILTER (stage = 'final') AS n_printed, any_value(low) FILTER (stage = 'adjusted_budget') AS d_low,
           any_value(value) FILTER (stage = 'adjusted_budget') AS d, any_value(printed) FILTER (stage = 'adjusted_budget') AS d_printed,
           flatten(list(figure_ids ORDER BY stage, fund)) AS ids, bool_or(doubtful OR conflict) AS unsure
    FROM fact
    WHERE source = 'self_evaluation_table' AND item = 'project_funds.total' AND fund IN ('', 'all')
      AND stage IN ('final', 'adjusted_budget') AND account_code = '' AND value IS NOT NULL
    GROUP BY submission_id, project
), sheets AS (
    SELECT t.*, m.ids, m.unsure, m.n, m.d, m.n_printed, m.d_printed,
           CAST(m.n_high AS DECIMAL(20, 5)) AS n_high, CAST(m.d_low AS DECIMAL(20, 5)) AS d_low
    FROM scored t JOIN money m ON m.submission_id = t.submission_id AND m.project = coalesce(t.project, '')
    WHERE t.is_total AND t.score BETWEEN 0 AND 1000 AND m.n IS NOT NULL AND m.d IS NOT NULL
), lit AS (
    SELECT *, CASE WHEN d = 0 THEN 'yellow'
                   WHEN n_high * 10000 < CAST(score AS DECIMAL(8, 4)) * d_low * 95 THEN 'red'
                   WHEN n_high * 100 < d_low * 80 THEN 'yellow' END AS light
    FROM sheets
)
SELECT unit_code, fiscal_year, concat_ws('/', coalesce(project, '自评表'), scope) AS binding,
       CASE WHEN unsure OR assurance = 'doubtful' THEN 'insufficient' WHEN light IS NULL THEN 'exact' ELSE 'break' END AS outcome,
       CASE WHEN unsure OR assurance = 'doubtful' THEN '所用数字存疑' END AS reason,
       CASE WHEN light = 'yellow' THEN 'hint' END AS severity, [indicator_id] || ids AS figure_ids,
       [submission_id] AS submission_ids,
       sheet || '总分' || plain(score) || '分，全年预算' || d_printed || '，全年执行' || n_printed
       || CASE WHEN d = 0 THEN '，预算为零（黄灯）。' WHEN light = 'red' THEN '，执行率' || plain(percent_of(n, d)) || '%，得分明显高于执行率（红灯）。'
               ELSE '，执行率' || plain(percent_of(n, d)) || '%，未执行超过20%（黄灯）。' END AS message
FROM lit
