-- id: change.rate
-- severity: error
-- title: 增减率
-- basis: 增减率＝本期÷对比期－1
-- advice: 核对增减率与两个金额。
SELECT * EXCLUDE (kind)
FROM claim_results
WHERE kind = 'change_rate'
