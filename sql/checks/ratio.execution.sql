-- id: ratio.execution
-- severity: error
-- title: 执行率
-- basis: 执行率＝全年执行数÷全年预算数
-- advice: 核对自评表的执行率与两个金额。
SELECT * EXCLUDE (kind)
FROM claim_results
WHERE kind = 'execution_rate'
