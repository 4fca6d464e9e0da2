-- id: submission.late
-- severity: warning
-- title: 逾期报送
-- needs: registry_units registry_notices
-- basis: 通知规定的截止日期；收件日期以收件登记为准，没有登记的以文件修改时间为准
-- advice: 记录逾期，按办法计分。
SELECT s.unit_code, s.fiscal_year, 'deadline' AS binding,
       CASE WHEN coalesce(min(r.received_on), min(CAST(s.received_at AS DATE))) <= any_value(n.deadline) THEN 'exact'
            ELSE 'break' END AS outcome,
       [] AS figure_ids, list(s.submission_id ORDER BY s.submission_id) AS submission_ids,
       '截止日期为' || any_value(n.deadline) || '，'
       || CASE WHEN min(r.received_on) IS NOT NULL THEN '收件登记为' ELSE '文件时间为' END
       || coalesce(min(r.received_on), min(CAST(s.received_at AS DATE))) || '，逾期。' AS message
FROM submissions s JOIN registry_units u ON u.unit_code = s.unit_code
JOIN registry_notices n ON n.fiscal_year = s.fiscal_year AND n.deadline IS NOT NULL
LEFT JOIN registry_receipts r ON r.unit_code = s.unit_code AND r.fiscal_year = s.fiscal_year
WHERE s.status <> 'refused' AND s.unit_code IS NOT NULL
  AND list_has_any(s.document_kinds, ['self_evaluation_report', 'self_evaluation_table'])
GROUP BY s.unit_code, s.fiscal_year
