-- id: balance.revenue_expenditure
-- severity: error
-- title: 收支平衡
-- basis: 收入＋使用非财政拨款结余＋年初结转＝支出＋结余分配＋年末结转
-- advice: 核对收支总额与结转结余，补印遗漏的结转。
SELECT * EXCLUDE (check_id, submission_id, anchor)
FROM identity_results
WHERE check_id = 'balance.revenue_expenditure'
