-- id: bridge.budget_to_final
-- severity: error
-- title: 从预算到决算
-- basis: 上年结转＋年初预算＋追加－年末结余＝决算；年初＋追加＝全年预算
-- advice: 核对追加（调整）数，说明预算与决算之间的差额。
SELECT * EXCLUDE (check_id, submission_id, anchor)
FROM identity_results
WHERE check_id = 'bridge.budget_to_final'
