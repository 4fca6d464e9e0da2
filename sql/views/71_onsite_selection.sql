-- comment: 现场评价名单：近三年没有现场评价的单位，其次按复核结果（未解决的错误、警告）
-- column fiscal_year: 所属年度
-- column unit_code: 单位代码
-- column unit_name: 单位名称
-- column last_onsite_year: 最近一次现场评价年度
-- column due: 近三年没有现场评价
-- column rank: 名次
-- column reason: 理由
CREATE VIEW onsite_selection AS
WITH pool AS (
    SELECT s.fiscal_year, s.unit_code, s.unit_name, u.last_onsite_year, s.open_errors, s.open_warnings,
           u.last_onsite_year IS NULL OR s.fiscal_year - u.last_onsite_year >= 3 AS due
    FROM submission_status s JOIN registry_units u ON u.unit_code = s.unit_code
    WHERE s.fiscal_year IS NOT NULL
)
SELECT fiscal_year, unit_code, unit_name, last_onsite_year, due,
       row_number() OVER (PARTITION BY fiscal_year
                          ORDER BY due DESC, open_errors DESC, open_warnings DESC, unit_code) AS rank,
       CASE WHEN last_onsite_year IS NULL THEN '没有现场评价记录' WHEN due
            THEN '最近一次现场评价在' || last_onsite_year || '年' ELSE '近三年已现场评价' END
       || '；未解决错误' || open_errors || '处、警告' || open_warnings || '处' AS reason
FROM pool
