-- id: publication.missing
-- severity: warning
-- title: 未公开
-- needs: registry_units registry_publications
-- basis: 通知：非涉密的自评报告和自评表应及时在政府门户网站公开
-- advice: 督促单位公开并登记网址。
WITH checked AS (
    SELECT DISTINCT fiscal_year FROM registry_publications
)
SELECT s.unit_code, s.fiscal_year, 'publication' AS binding,
       CASE WHEN bool_or(p.published_on IS NOT NULL OR p.published_url IS NOT NULL) THEN 'exact' ELSE 'break' END AS outcome,
       [] AS figure_ids, list(DISTINCT s.submission_id ORDER BY s.submission_id) AS submission_ids,
       '名册“公开”表中没有“' || any_value(u.unit_name) || '”' || s.fiscal_year || '年度自评材料的公开日期和网址。' AS message
FROM submissions s JOIN checked c ON c.fiscal_year = s.fiscal_year
JOIN registry_units u ON u.unit_code = s.unit_code
LEFT JOIN registry_publications p ON p.unit_code = s.unit_code AND p.fiscal_year = s.fiscal_year
WHERE s.status <> 'refused' AND list_has_any(s.document_kinds, ['self_evaluation_report', 'self_evaluation_table'])
GROUP BY s.unit_code, s.fiscal_year
