-- id: sum.expenditure
-- severity: error
-- title: 支出合计与基本、项目支出
-- basis: 支出合计＝基本支出＋项目支出＋其他各类支出；基本支出＝人员经费＋公用经费
-- advice: 核对基本支出、项目支出与合计。
SELECT * EXCLUDE (check_id, submission_id, anchor)
FROM identity_results
WHERE check_id = 'sum.expenditure'
