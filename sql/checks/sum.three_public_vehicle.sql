-- id: sum.three_public_vehicle
-- severity: error
-- title: 公务用车费合计与购置、运行
-- basis: 公务用车购置及运行费＝购置费＋运行维护费
-- advice: 核对公务用车购置费与运行维护费。
SELECT * EXCLUDE (check_id, submission_id, anchor)
FROM identity_results
WHERE check_id = 'sum.three_public_vehicle'
