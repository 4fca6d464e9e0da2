-- id: indicator.target_too_low
-- severity: hint
-- title: 年度指标值定得偏低
-- basis: 实际完成值达到年度指标值的120%（以当年通知为准）及以上的，指标值定得偏低；越小越好的指标和成本、时效指标除外
-- advice: 请单位说明大幅超额完成的原因，下年按实际能力重定指标值。
WITH judged AS (
    -- a plain number as target is a floor only where more is better: of costs and days it is a ceiling
    SELECT r.*, coalesce(n.overshoot_threshold, 20) AS threshold,
           coalesce(target_comparator, '=') IN ('>=', '>')
           OR NOT regexp_matches(concat_ws('/', level2, level3, value_unit), '成本|时效|费用|投诉|事故|天|小时') AS more_is_better
    FROM rated r LEFT JOIN registry_notices n ON n.fiscal_year = r.fiscal_year
)
SELECT unit_code, fiscal_year, binding,
       CASE WHEN bounded THEN 'insufficient'
            WHEN actual * 100 >= target * (100 + threshold) THEN 'break' ELSE 'exact' END AS outcome,
       CASE WHEN bounded THEN '实际完成值是范围，不是数值' END AS reason,
       CAST(target AS DECIMAL(24, 4)) AS expected, CAST(actual AS DECIMAL(24, 4)) AS actual,
       CAST(actual - target AS DECIMAL(24, 4)) AS difference, [indicator_id] AS figure_ids,
       [submission_id] AS submission_ids,
       sheet || '“' || label || '”年度指标值' || target_printed || '，实际完成' || actual_printed || '，达到或超过指标值的'
       || plain(100 + threshold) || '%，指标值可能定得偏低。' AS message
FROM judged
WHERE target > 0 AND NOT lower_is_better AND more_is_better
