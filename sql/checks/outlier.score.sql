-- id: outlier.score
-- severity: hint
-- title: 自评总分与同类单位相差很大
-- needs: registry_units
-- basis: 与同类单位（名册的类别，不少于8个）的中位数相差超过中位绝对偏差的5.2倍，且相差10分以上
-- advice: 核实自评是否客观。
SELECT * EXCLUDE (check_id)
FROM outlier_results
WHERE check_id = 'outlier.score'
