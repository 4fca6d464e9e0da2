-- id: missing.report
-- severity: error
-- title: 有自评表，没有自评报告
-- basis: 通知：自评报告与自评表应一并报送
-- advice: 请单位补报自评报告。
SELECT unit_code, fiscal_year, 'report' AS binding,
       CASE WHEN bool_or(list_contains(document_kinds, 'self_evaluation_report')) THEN 'exact' ELSE 'break' END AS outcome,
       [] AS figure_ids, list(submission_id ORDER BY submission_id) AS submission_ids,
       '收到了自评表，没有收到《部门整体支出绩效自评报告》。' AS message
FROM submissions WHERE status <> 'refused' AND unit_code IS NOT NULL AND fiscal_year IS NOT NULL
GROUP BY unit_code, fiscal_year
HAVING bool_or(list_contains(document_kinds, 'self_evaluation_table'))
