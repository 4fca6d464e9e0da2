-- id: sum.project_funds
-- severity: error
-- title: 项目资金总额与各来源
-- basis: 年度资金总额＝当年财政拨款＋上年结转＋其他资金
-- advice: 核对自评表项目资金各行。
SELECT * EXCLUDE (check_id, submission_id, anchor)
FROM identity_results
WHERE check_id = 'sum.project_funds'
