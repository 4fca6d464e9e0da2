-- id: sum.assets
-- severity: error
-- title: 资产、负债与净资产
-- basis: 净资产＝资产总额－负债总额
-- advice: 核对资产负债表的三个数。
SELECT * EXCLUDE (check_id, submission_id, anchor)
FROM identity_results
WHERE check_id = 'sum.assets'
