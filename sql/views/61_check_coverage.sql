-- comment: 检查覆盖：每单位每年每项检查的各种结果各有多少，无法检查的为什么
-- column unit_code: 单位代码
-- column fiscal_year: 所属年度
-- column check_id: 检查代码
-- column title: 检查名称
-- column exact: 相符
-- column rounding: 舍入差
-- column broken: 不符
-- column not_applicable: 不适用
-- column insufficient: 无法检查
-- column state: 概括：checked 已检查，insufficient 无法检查，not_applicable 不适用，not_printed 没有可查的数字
-- column reasons: 无法检查或不适用的理由
CREATE VIEW check_coverage AS
WITH counted AS (
    SELECT unit_code, fiscal_year, check_id,
           count(*) FILTER (outcome = 'exact') AS exact, count(*) FILTER (outcome = 'rounding') AS rounding,
           count(*) FILTER (outcome = 'break') AS broken,
           count(*) FILTER (outcome = 'not_applicable') AS not_applicable,
           count(*) FILTER (outcome = 'insufficient') AS insufficient,
           list_sort(list(DISTINCT reason) FILTER (outcome IN ('not_applicable', 'insufficient')
                                                   AND reason IS NOT NULL)) AS reasons
    FROM check_results GROUP BY unit_code, fiscal_year, check_id
), units AS (
    SELECT DISTINCT unit_code, fiscal_year FROM parts
    UNION SELECT DISTINCT unit_code, fiscal_year FROM check_results
)
SELECT u.unit_code, u.fiscal_year, c.check_id, c.title, coalesce(k.exact, 0) AS exact,
       coalesce(k.rounding, 0) AS rounding, coalesce(k.broken, 0) AS broken,
       coalesce(k.not_applicable, 0) AS not_applicable, coalesce(k.insufficient, 0) AS insufficient,
       CASE WHEN k.exact + k.rounding + k.broken > 0 THEN 'checked' WHEN k.insufficient > 0 THEN 'insufficient'
            WHEN k.not_applicable > 0 THEN 'not_applicable' ELSE 'not_printed' END AS state,
       coalesce(k.reasons, []) AS reasons
FROM units u CROSS JOIN checks c
LEFT JOIN counted k ON k.check_id = c.check_id AND k.unit_code IS NOT DISTINCT FROM u.unit_code
    AND k.fiscal_year IS NOT DISTINCT FROM u.fiscal_year
