-- id: sum.staff
-- severity: error
-- title: 实有人数与在职、离退休
-- basis: 实有人数＝在职＋离退休（离退休另计的，实有人数＝在职）
-- advice: 核对人员情况的口径与人数。
SELECT * EXCLUDE (check_id, submission_id, anchor)
FROM identity_results
WHERE check_id = 'sum.staff'
