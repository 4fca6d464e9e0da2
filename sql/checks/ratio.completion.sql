-- id: ratio.completion
-- severity: error
-- title: 完成率
-- basis: 完成率＝决算÷预算，按所印位数的区间交叉相乘比较
-- advice: 核对完成率与两个金额。
SELECT * EXCLUDE (kind)
FROM claim_results
WHERE kind = 'completion_rate'
