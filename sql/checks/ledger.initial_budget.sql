-- id: ledger.initial_budget
-- severity: error
-- title: 年初预算与财政台账
-- needs: registry_units registry_ledger
-- basis: 单位所印的支出年初预算应与财政台账一致（台账以万元登记，按两位小数的区间比较）
-- advice: 核对预算指标文件与单位材料。
SELECT * EXCLUDE (stage)
FROM ledger_results
WHERE stage = 'initial_budget'
