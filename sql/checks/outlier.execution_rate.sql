-- id: outlier.execution_rate
-- severity: hint
-- title: 执行率与同类单位相差很大
-- needs: registry_units
-- basis: 与同类单位（名册的类别，不少于8个）的中位数相差超过中位绝对偏差的5.2倍，且相差20个百分点以上
-- advice: 核实预算与决算数字，了解执行偏低或偏高的原因。
SELECT * EXCLUDE (check_id)
FROM outlier_results
WHERE check_id = 'outlier.execution_rate'
