-- id: unit.unregistered
-- severity: warning
-- title: 名册中没有的单位
-- needs: registry_units
-- basis: 报送单位应在单位名册中登记（名称或别名）
-- advice: 在名册中登记该单位或其别名，或核对文件上的单位名称。
SELECT s.unit_code, s.fiscal_year, 'unit' AS binding,
       CASE WHEN bool_or(u.unit_code IS NOT NULL) THEN 'exact' ELSE 'break' END AS outcome,
       [] AS figure_ids, list(DISTINCT s.submission_id ORDER BY s.submission_id) AS submission_ids,
       '单位“' || coalesce(any_value(s.unit_name), s.unit_code) || '”不在单位名册中。' AS message
FROM submissions s LEFT JOIN registry_units u ON u.unit_code = s.unit_code
WHERE s.status <> 'refused' AND s.unit_code IS NOT NULL
  AND list_has_any(s.document_kinds, ['self_evaluation_report', 'self_evaluation_table', 'final_accounts', 'budget'])
GROUP BY s.unit_code, s.fiscal_year
