-- id: change.amount
-- severity: error
-- title: 增减额
-- basis: 增减额＝本期－对比期
-- consequences: change.components
-- advice: 核对增减额与两个金额。
SELECT * EXCLUDE (kind), [figure_ids[-1]] AS causes  -- the change itself, last of its figures
FROM claim_results
WHERE kind = 'change'
