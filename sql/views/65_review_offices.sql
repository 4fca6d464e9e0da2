-- comment: 初审单位：每单位每年由谁初审；名册写明的为准，没有写明的按通知规定的类别
-- column unit_code: 单位代码
-- column fiscal_year: 年度
-- column unit_name: 单位名称
-- column category: 单位类别
-- column review_office: 初审单位
-- column basis: 依据
CREATE VIEW review_offices AS
WITH years AS (
    SELECT fiscal_year FROM registry_notices UNION SELECT fiscal_year FROM submissions WHERE fiscal_year IS NOT NULL
), ruled AS (
    SELECT fiscal_year, trim(split_part(rule, '=', 1)) AS category, trim(split_part(rule, '=', 2)) AS office
    FROM (SELECT y.fiscal_year, unnest(string_split_regex(replace(coalesce(n.review_offices,
              '乡镇=乡镇财政服务中心；教育=教育局；卫生=卫健局；其他=归口股室'), '＝', '='), '[；;]')) AS rule
          FROM years y LEFT JOIN registry_notices n USING (fiscal_year))
)
SELECT u.unit_code, y.fiscal_year, u.unit_name, u.category, coalesce(u.review_office, r.office) AS review_office,
       CASE WHEN u.review_office IS NOT NULL THEN '名册写明' WHEN r.office IS NOT NULL
            THEN '通知规定：' || r.category || '由' || r.office || '初审' END AS basis
FROM registry_units u CROSS JOIN years y
LEFT JOIN ruled r ON r.fiscal_year = y.fiscal_year AND r.category = coalesce(u.category, '其他')
