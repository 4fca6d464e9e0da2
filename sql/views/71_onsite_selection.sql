-- comment: 现场评价名单：近三年没有现场评价的单位，其次按复核结果（红灯、未解决的错误、警告）
-- column fiscal_year: 所属年度
-- column unit_code: 单位代码
-- column unit_name: 单位名称
-- column last_onsite_year: 最近一次现场评价年度
-- column due: 近三年没有现场评价
-- column rank: 名次
-- column reason: 理由
-- column from_review: 复核结果需要现场核实：有红灯或未解决的错误
-- column selected: 列入名单：近三年没有现场评价，或复核结果需要现场核实
-- column review_office: 初审单位
CREATE VIEW onsite_selection AS
WITH lights AS (
    SELECT unit_code, fiscal_year, count(*) FILTER (light = 'red') AS red, count(*) FILTER (light = 'yellow') AS yellow
    FROM score_lights GROUP BY unit_code, fiscal_year
), pool AS (
    SELECT s.fiscal_year, s.unit_code, s.unit_name, u.last_onsite_year, s.open_errors, s.open_warnings,
           coalesce(l.red, 0) AS red, coalesce(l.yellow, 0) AS yellow, o.review_office,
           u.last_onsite_year IS NULL OR s.fiscal_year - u.last_onsite_year >= 3 AS due
    FROM submission_status s JOIN registry_units u ON u.unit_code = s.unit_code
    LEFT JOIN lights l ON l.unit_code = s.unit_code AND l.fiscal_year = s.fiscal_year
    LEFT JOIN review_offices o ON o.unit_code = s.unit_code AND o.fiscal_year = s.fiscal_year
    WHERE s.fiscal_year IS NOT NULL
)
SELECT fiscal_year, unit_code, unit_name, last_onsite_year, due,
       row_number() OVER (PARTITION BY fiscal_year
                          ORDER BY due DESC, red DESC, open_errors DESC, open_warnings DESC, unit_code) AS rank,
       CASE WHEN last_onsite_year IS NULL THEN '没有现场评价记录' WHEN due
            THEN '最近一次现场评价在' || last_onsite_year || '年' ELSE '近三年已现场评价' END
       || CASE WHEN red > 0 THEN '；红灯' || red || '个' ELSE '' END || CASE WHEN yellow > 0 THEN '；黄灯' || yellow || '个' ELSE '' END
       || '；未解决错误' || open_errors || '处、警告' || open_warnings || '处' AS reason,
       red > 0 OR open_errors > 0 AS from_review, due OR red > 0 OR open_errors > 0 AS selected, review_office
FROM pool
