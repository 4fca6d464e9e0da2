-- id: ledger.supplement
-- severity: error
-- title: 追加（调整）与财政台账
-- needs: registry_units registry_ledger
-- basis: 单位所印的支出追加（调整）应与财政台账一致（台账以万元登记，按两位小数的区间比较）
-- advice: 核对预算指标文件与单位材料。
SELECT * EXCLUDE (stage)
FROM ledger_results
WHERE stage = 'supplement'
