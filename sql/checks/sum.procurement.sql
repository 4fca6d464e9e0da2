-- id: sum.procurement
-- severity: error
-- title: 政府采购合计与货物、工程、服务
-- basis: 政府采购支出＝货物＋工程＋服务
-- advice: 核对政府采购各类金额与合计。
SELECT * EXCLUDE (check_id, submission_id, anchor)
FROM identity_results
WHERE check_id = 'sum.procurement'
