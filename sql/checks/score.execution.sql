-- id: score.execution
-- severity: error
-- title: 预算执行得分
-- basis: 得分＝分值×min(全年执行数÷全年预算数，1)，分母为全年预算数
-- advice: 按执行率核对预算执行得分；得分取整的，请注明计分办法。
WITH money AS (
    SELECT submission_id, project,
           any_value(low) FILTER (stage = 'final') AS n_low, any_value(high) FILTER (stage = 'final') AS n_high,
           any_value(value) FILTER (stage = 'final') AS n, any_value(printed) FILTER (stage = 'final') AS n_printed,
           any_value(low) FILTER (stage = 'adjusted_budget') AS d_low,
           any_value(high) FILTER (stage = 'adjusted_budget') AS d_high,
           any_value(value) FILTER (stage = 'adjusted_budget') AS d,
           any_value(printed) FILTER (stage = 'adjusted_budget') AS d_printed,
           flatten(list(figure_ids ORDER BY stage, fund)) AS ids, bool_or(conflict) AS conflict
    FROM fact
    WHERE source = 'self_evaluation_table' AND item = 'project_funds.total' AND fund IN ('', 'all')
      AND stage IN ('final', 'adjusted_budget') AND account_code = '' AND value IS NOT NULL
    GROUP BY submission_id, project
), rows AS (
    SELECT s.*, m.n, m.d, m.n_printed, m.d_printed, m.conflict, coalesce(m.ids, []) AS ids,
           CAST(m.n_low AS DECIMAL(20, 5)) AS n_low, CAST(m.n_high AS DECIMAL(20, 5)) AS n_high,
           CAST(m.d_low AS DECIMAL(20, 5)) AS d_low, CAST(m.d_high AS DECIMAL(20, 5)) AS d_high,
           CAST(s.score - s.half AS DECIMAL(8, 4)) AS s_low,
           CAST(s.score + s.half AS DECIMAL(8, 4)) AS s_high,
           CAST(s.points AS DECIMAL(8, 4)) AS full_points
    FROM scored s LEFT JOIN money m ON m.submission_id = s.submission_id AND m.project = coalesce(s.project, '')
    WHERE s.is_execution AND s.points IS NOT NULL AND abs(s.points) < 1000 AND abs(coalesce(s.score, 0)) < 1000
), judged AS (
    SELECT *, CASE WHEN d > 0 THEN least(full_points, CAST(full_points * percent_of(n, d) * 0.01::DECIMAL(3, 2)
                                                           AS DECIMAL(24, 4))) END AS expected,
           CASE WHEN score IS NULL THEN '没有印得分'
                WHEN n IS NULL OR d IS NULL THEN '没有全年预算数或全年执行数'
                WHEN conflict THEN '所用数字前后不一致' END AS lacking,
           (s_high >= full_points OR s_high * d_high >= full_points * n_low)
               AND s_low <= full_points AND s_low * d_low <= full_points * n_high AS holds
    FROM rows
)
SELECT unit_code, fiscal_year, binding,
       CASE WHEN lacking IS NOT NULL THEN 'insufficient' WHEN d = 0 THEN 'not_applicable'
            WHEN expected = score THEN 'exact' WHEN holds THEN 'rounding' ELSE 'break' END AS outcome,
       coalesce(lacking, CASE WHEN d = 0 THEN '全年预算数为零' END) AS reason,
       expected, CAST(score AS DECIMAL(24, 4)) AS actual, CAST(score - expected AS DECIMAL(24, 4)) AS difference,
       CAST(s_high - score AS DECIMAL(24, 6)) AS tolerance, [indicator_id] || ids AS figure_ids,
       [submission_id] AS submission_ids,
       CASE WHEN score = round(score, 0) AND abs(score - expected) <= 0.5 THEN 'hint' END AS severity,
       sheet || '预算执行得分印为' || plain(score) || '分，而分值' || plain(points) || '分×' || n_printed || '÷' || d_printed
       || CASE WHEN n > d THEN '（超过100%按满分）' ELSE '' END || '＝' || plain(expected) || '分。' AS message
FROM judged
