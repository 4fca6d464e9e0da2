-- id: missing.table
-- severity: error
-- title: 有自评报告，没有自评表
-- basis: 通知：自评报告与自评表应一并报送
-- advice: 请单位补报自评表。
SELECT unit_code, fiscal_year, 'table' AS binding,
       CASE WHEN bool_or(list_contains(document_kinds, 'self_evaluation_table')) THEN 'exact' ELSE 'break' END AS outcome,
       [] AS figure_ids, list(submission_id ORDER BY submission_id) AS submission_ids,
       '收到了自评报告，没有收到《预算支出绩效自评表》。' AS message
FROM submissions WHERE status <> 'refused' AND unit_code IS NOT NULL AND fiscal_year IS NOT NULL
GROUP BY unit_code, fiscal_year
HAVING bool_or(list_contains(document_kinds, 'self_evaluation_report'))
