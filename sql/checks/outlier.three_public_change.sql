-- id: outlier.three_public_change
-- severity: hint
-- title: “三公”经费增长明显高于同类单位
-- needs: registry_units
-- basis: 与同类单位（名册的类别，不少于8个）的中位数相比，高出中位绝对偏差的5.2倍，变动1万元以上、按增减倍数比较
-- advice: 核实两年数字，请单位说明变动原因。
SELECT * EXCLUDE (check_id)
FROM outlier_results
WHERE check_id = 'outlier.three_public_change'
