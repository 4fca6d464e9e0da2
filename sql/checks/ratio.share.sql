-- id: ratio.share
-- severity: error
-- title: 占比
-- basis: 占比＝分项÷合计
-- advice: 核对占比及其基数。
SELECT * EXCLUDE (kind)
FROM claim_results
WHERE kind = 'share'
