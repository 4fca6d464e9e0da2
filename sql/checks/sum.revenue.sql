-- id: sum.revenue
-- severity: error
-- title: 收入合计与各项收入
-- basis: 本年收入合计＝财政拨款＋上级补助＋事业＋经营＋附属单位上缴＋其他
-- advice: 核对收入各分项与合计，更正印错的一处。
SELECT * EXCLUDE (check_id, submission_id, anchor)
FROM identity_results
WHERE check_id = 'sum.revenue'
