-- id: indicator.bound_as_actual
-- severity: hint
-- title: 实际完成值填成范围
-- basis: 实际完成值应为实际达到的数值，不是“≥98%”这样的范围
-- advice: 请单位填写实际达到的数值。
SELECT unit_code, fiscal_year, binding,
       CASE WHEN coalesce(actual_comparator, '=') = '=' THEN 'exact' ELSE 'break' END AS outcome,
       CAST(actual_value AS DECIMAL(24, 4)) AS actual, [indicator_id] AS figure_ids,
       [submission_id] AS submission_ids,
       sheet || '“' || label || '”实际完成值印为“' || actual_printed || '”，是范围，不是实际数值。' AS message
FROM scored
WHERE NOT is_total AND NOT is_execution AND actual_value IS NOT NULL
