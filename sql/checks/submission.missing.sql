-- id: submission.missing
-- severity: error
-- title: 未报送
-- needs: registry_units registry_notices
-- basis: 通知：各预算单位应在截止日期前报送自评报告和自评表
-- advice: 催报。
SELECT u.unit_code, n.fiscal_year, 'submission' AS binding,
       CASE WHEN bool_or(s.submission_id IS NOT NULL) THEN 'exact'
            WHEN any_value(n.deadline) >= CAST((SELECT built_at FROM builds) AS DATE) THEN 'not_applicable'
            ELSE 'break' END AS outcome,
       CASE WHEN NOT bool_or(s.submission_id IS NOT NULL) AND any_value(n.deadline) >= CAST((SELECT built_at FROM builds) AS DATE)
            THEN '还没到截止日期' END AS reason,
       [] AS figure_ids, [] AS submission_ids,
       '名册中的“' || any_value(u.unit_name) || '”没有报送' || n.fiscal_year || '年度的自评报告和自评表'
       || coalesce('（截止' || any_value(n.deadline) || '）', '') || '。' AS message
FROM registry_units u CROSS JOIN registry_notices n
LEFT JOIN submissions s ON s.unit_code = u.unit_code AND s.fiscal_year = n.fiscal_year AND s.status <> 'refused'
    AND list_has_any(s.document_kinds, ['self_evaluation_report', 'self_evaluation_table'])
GROUP BY u.unit_code, n.fiscal_year
