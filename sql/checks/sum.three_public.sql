-- id: sum.three_public
-- severity: error
-- title: “三公”经费合计与分项
-- basis: 合计＝因公出国（境）费＋公务用车购置及运行费＋公务接待费
-- advice: 核对“三公”经费各分项与合计，注意单位是元还是万元。
SELECT * EXCLUDE (check_id, submission_id, anchor)
FROM identity_results
WHERE check_id = 'sum.three_public'
