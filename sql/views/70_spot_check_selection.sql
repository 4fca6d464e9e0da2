-- comment: 抽查复核名单：按预算金额与满分占比排序，取不低于通知比例的单位，且涉及的部门不低于通知比例
-- column fiscal_year: 所属年度
-- column unit_code: 单位代码
-- column unit_name: 单位名称
-- column department_code: 主管部门代码；名册没有写明的，单位自成一个部门
-- column rank: 名次
-- column selected: 是否抽中
-- column budget: 全年预算或年初预算（元）
-- column full_mark_share: 满分指标占比（百分点）
-- column reason: 理由
-- column review_office: 初审单位
CREATE VIEW spot_check_selection AS
WITH scores AS (
    SELECT unit_code, fiscal_year, max(full_mark_share) AS full_mark_share, max(total) AS total
    FROM indicator_scores GROUP BY unit_code, fiscal_year
), pool AS (
    SELECT s.fiscal_year, s.unit_code, s.unit_name, coalesce(u.department_code, s.unit_code) AS department_code,
           coalesce(l.adjusted_budget, l.initial_budget, b.adjusted_budget, b.initial_budget) AS budget,
           k.full_mark_share, k.total, coalesce(n.spot_check_share, 50) AS share
    FROM submission_status s
    LEFT JOIN registry_units u ON u.unit_code = s.unit_code
    LEFT JOIN budget_execution b ON b.unit_code = s.unit_code AND b.fiscal_year = s.fiscal_year
    LEFT JOIN registry_ledger l ON l.unit_code = s.unit_code AND l.fiscal_year = s.fiscal_year
    LEFT JOIN scores k ON k.unit_code = s.unit_code AND k.fiscal_year = s.fiscal_year
    LEFT JOIN registry_notices n ON n.fiscal_year = s.fiscal_year
    WHERE s.fiscal_year IS NOT NULL AND s.unit_code IS NOT NULL
), placed AS (
    SELECT *, rank() OVER (PARTITION BY fiscal_year ORDER BY budget DESC NULLS LAST) AS by_budget,
           rank() OVER (PARTITION BY fiscal_year ORDER BY full_mark_share DESC NULLS LAST) AS by_marks,
           count(*) OVER (PARTITION BY fiscal_year) AS units,
           count(DISTINCT department_code) OVER (PARTITION BY fiscal_year) AS departments
    FROM pool
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY fiscal_year ORDER BY by_budget + by_marks, by_budget, unit_code) AS place
    FROM placed
), first AS (
    SELECT *, row_number() OVER (PARTITION BY fiscal_year, department_code ORDER BY place) = 1 AS leads
    FROM ranked
), counted AS (
    -- a department is looked at through the first of its units
    SELECT *, count(*) FILTER (leads) OVER (PARTITION BY fiscal_year ORDER BY place) AS department_place,
           place * 100 < units * share + 100 AS in_units
    FROM first
)
SELECT r.fiscal_year, r.unit_code, r.unit_name, r.department_code, r.place AS rank,
       r.in_units OR (r.leads AND r.department_place * 100 < r.departments * r.share + 100) AS selected,
       r.budget, r.full_mark_share,
       '预算金额第' || r.by_budget || '位（' || coalesce(amount(r.budget, 'CNY', '万元'), '未知') || '），满分占比第'
       || r.by_marks || '位（' || coalesce(plain(r.full_mark_share) || '%', '未知') || '）'
       || CASE WHEN selected AND NOT r.in_units THEN '；所属部门的抽查单位' ELSE '' END AS reason, o.review_office
FROM counted r
LEFT JOIN review_offices o ON o.unit_code = r.unit_code AND o.fiscal_year = r.fiscal_year
