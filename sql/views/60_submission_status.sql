-- comment: 报送情况：每单位每年收到了什么、缺什么、多少处需要人看
-- column unit_code: 单位代码
-- column unit_name: 单位名称
-- column fiscal_year: 所属年度
-- column has_report: 是否收到自评报告
-- column has_table: 是否收到自评表
-- column has_final_accounts: 是否收到决算
-- column tables: 自评表数（项目数）
-- column submissions: 提交件数（各版本）
-- column first_received: 最早收到时间
-- column last_received: 最近收到时间
-- column needs_review: 需要人工核对的提交件数
-- column doubtful_figures: 存疑数字数
-- column open_errors: 未解决的错误数
-- column open_warnings: 未解决的警告数
CREATE VIEW submission_status AS
WITH expected AS (
    SELECT DISTINCT unit_code, fiscal_year FROM submissions
    UNION SELECT u.unit_code, y.fiscal_year FROM registry_units u,
        (SELECT DISTINCT fiscal_year FROM submissions WHERE fiscal_year IS NOT NULL
         UNION SELECT fiscal_year FROM registry_notices) y
), arrived AS (
    SELECT unit_code, fiscal_year, any_value(unit_name) AS unit_name, count(*) AS submissions,
           bool_or(list_contains(document_kinds, 'self_evaluation_report')) AS has_report,
           bool_or(list_contains(document_kinds, 'self_evaluation_table')) AS has_table,
           bool_or(list_contains(document_kinds, 'final_accounts')) AS has_final_accounts,
           min(received_at) AS first_received, max(received_at) AS last_received,
           count(*) FILTER (status = 'needs_review') AS needs_review
    FROM submissions WHERE status <> 'refused' GROUP BY unit_code, fiscal_year
), sheets AS (
    SELECT unit_code, fiscal_year, count(DISTINCT part) AS tables
    FROM parts WHERE kind = 'self_evaluation_table' AND is_current GROUP BY unit_code, fiscal_year
), doubts AS (
    SELECT unit_code, fiscal_year, count(*) AS doubtful_figures
    FROM figures WHERE assurance = 'doubtful' GROUP BY unit_code, fiscal_year
), opened AS (
    SELECT unit_code, fiscal_year, count(*) FILTER (severity = 'error') AS open_errors,
           count(*) FILTER (severity = 'warning') AS open_warnings
    FROM findings WHERE status = 'open' GROUP BY unit_code, fiscal_year
)
SELECT e.unit_code, coalesce(u.unit_name, a.unit_name) AS unit_name, e.fiscal_year,
       coalesce(a.has_report, false) AS has_report, coalesce(a.has_table, false) AS has_table,
       coalesce(a.has_final_accounts, false) AS has_final_accounts, coalesce(s.tables, 0) AS tables,
       coalesce(a.submissions, 0) AS submissions, a.first_received, a.last_received,
       coalesce(a.needs_review, 0) AS needs_review, coalesce(d.doubtful_figures, 0) AS doubtful_figures,
       coalesce(o.open_errors, 0) AS open_errors, coalesce(o.open_warnings, 0) AS open_warnings
FROM expected e
LEFT JOIN registry_units u ON u.unit_code = e.unit_code
LEFT JOIN arrived a ON a.unit_code IS NOT DISTINCT FROM e.unit_code AND a.fiscal_year IS NOT DISTINCT FROM e.fiscal_year
LEFT JOIN sheets s ON s.unit_code IS NOT DISTINCT FROM e.unit_code AND s.fiscal_year IS NOT DISTINCT FROM e.fiscal_year
LEFT JOIN doubts d ON d.unit_code IS NOT DISTINCT FROM e.unit_code AND d.fiscal_year IS NOT DISTINCT FROM e.fiscal_year
LEFT JOIN opened o ON o.unit_code IS NOT DISTINCT FROM e.unit_code AND o.fiscal_year IS NOT DISTINCT FROM e.fiscal_year
