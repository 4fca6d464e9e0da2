-- id: ratio.share
-- severity: error
-- title: 占比
-- basis: 占比＝分项÷合计；所印占比以别的数为基数才成立的，指出那个数
-- advice: 核对占比及其基数。
WITH broken AS (
    SELECT t.*, r.binding
    FROM claim_results r JOIN claim_tries t ON list_contains(r.figure_ids, t.claim_id)
    WHERE r.kind = 'share' AND t.kind = 'share' AND r.outcome = 'break' AND t.one > 0 AND t.other > 0
      -- a share of whole percents fits some number by chance
      AND t.half_unit <= 0.05
), bases AS (
    SELECT b.submission_id, b.binding, f.item, f.stage, f.printed
    FROM broken b JOIN fact f ON f.submission_id = b.submission_id AND f.fiscal_year IS NOT DISTINCT FROM b.fiscal_year
        AND f.measure = 'CNY' AND f.value > b.one AND f.account_code = '' AND f.account_name = '' AND NOT f.conflict
        AND (f.item, f.stage) <> (b.other_item, b.other_stage)
    WHERE b.rate_low * TRY_CAST(f.low AS DECIMAL(20, 5)) <= b.n_high * 100
      AND b.n_low * 100 <= b.rate_high * TRY_CAST(f.high AS DECIMAL(20, 5))
    QUALIFY row_number() OVER (PARTITION BY b.submission_id, b.binding ORDER BY f.stage = b.other_stage DESC, f.item, f.stage) = 1
)
SELECT r.* EXCLUDE (kind, message),
       CASE WHEN w.item IS NULL THEN r.message
            ELSE rtrim(r.message, '。') || '；所印的数是以' || named('stage', w.stage) || named('item', w.item) || w.printed
                 || '为基数算出来的。' END AS message
FROM claim_results r
LEFT JOIN bases w ON w.submission_id = r.submission_ids[1] AND w.binding = r.binding
WHERE r.kind = 'share'
