-- id: change.amount
-- severity: error
-- title: 增减额
-- basis: 增减额＝本期－对比期
-- advice: 核对增减额与两个金额。
SELECT * EXCLUDE (kind)
FROM claim_results
WHERE kind = 'change'
