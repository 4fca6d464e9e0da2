-- id: outlier.public_per_head
-- severity: hint
-- title: 人均公用经费明显高于同类单位
-- needs: registry_units
-- basis: 与同类单位（名册的类别，不少于8个）的中位数相比，高出中位绝对偏差的5.2倍，且为中位数的3倍以上、按倍数比较
-- advice: 核实公用经费和在职人数，请单位说明原因。
SELECT * EXCLUDE (check_id)
FROM outlier_results
WHERE check_id = 'outlier.public_per_head'
