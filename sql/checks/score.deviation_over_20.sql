-- id: score.deviation_over_20
-- severity: error
-- title: 偏差较大而未在报告中说明
-- basis: 通知：年底绩效指标未完成且超过20%的（以当年通知为准），在自评报告中逐项说明差异原因及改进措施
-- consequences: score.unexplained_loss
-- advice: 请单位在自评报告中补充说明该指标的偏差原因和改进措施。
WITH judged AS (
    SELECT r.*, coalesce(n.deviation_threshold, 20) AS threshold,
           CASE WHEN lower_is_better THEN target > 0 AND actual * 100 > target * (100 + threshold)
                ELSE target > 0 AND actual * 100 < target * (100 - threshold) END AS far,
           trim(coalesce(deviation_reason, '')) NOT IN ('', '无', '/', '—', '-')
           OR EXISTS (SELECT 1 FROM live_passages p
                      WHERE p.unit_code IS NOT DISTINCT FROM r.unit_code
                        AND p.fiscal_year IS NOT DISTINCT FROM r.fiscal_year
                        AND r.level3 IS NOT NULL AND contains(p.text, r.level3)) AS explained
    FROM rated r LEFT JOIN registry_notices n ON n.fiscal_year = r.fiscal_year
)
SELECT unit_code, fiscal_year, binding,
       CASE WHEN bounded THEN 'insufficient' WHEN far AND NOT explained THEN 'break' ELSE 'exact' END AS outcome,
       CASE WHEN bounded THEN '实际完成值是范围，不是数值' END AS reason,
       CAST(target AS DECIMAL(24, 4)) AS expected, CAST(actual AS DECIMAL(24, 4)) AS actual,
       CAST(actual - target AS DECIMAL(24, 4)) AS difference, [indicator_id] AS figure_ids,
       [submission_id] AS submission_ids,
       CASE WHEN far AND NOT explained AND NOT bounded THEN [indicator_id] END AS causes,
       sheet || '“' || label || '”年度指标值' || target_printed || '，实际完成' || actual_printed || '，偏差超过'
       || plain(threshold) || '%，自评表和自评报告都没有说明原因。' AS message
FROM judged
