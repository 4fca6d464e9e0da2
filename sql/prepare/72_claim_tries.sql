-- comment: every claim against every base it may mean, cross-multiplied, never divided
-- last: claim_operands
CREATE TEMP TABLE claim_tries AS
WITH sides AS (
    SELECT c.*, concat_ws('/', c.item, coalesce(c.stage, 'final'), c.versus) AS subject,
           CAST(c.value - c.half_unit AS DECIMAL(24, 6)) AS low,
           CAST(c.value + c.half_unit AS DECIMAL(24, 6)) AS high,
           a.value AS one, a.low AS one_low, a.high AS one_high, a.printed AS one_printed,
           a.printed_unit AS money_unit,
           b.value AS other, b.low AS other_low, b.high AS other_high, b.printed AS other_printed,
           b.stage AS other_stage, b.item AS other_item,
           coalesce(a.conflict, false) OR coalesce(b.conflict, false) AS conflict,
           coalesce(a.figure_ids, []) || coalesce(b.figure_ids, []) AS operand_ids,
           CASE WHEN c.kind = 'change_rate' THEN 100 ELSE 0 END AS shift
    FROM live_claims c
    LEFT JOIN claim_operands a ON a.claim_id = c.claim_id AND a.side = 'one'
    LEFT JOIN claim_operands b ON b.claim_id = c.claim_id AND b.side = 'other'
    WHERE c.value IS NOT NULL
), bounds AS (
    SELECT *, TRY_CAST(low + shift AS DECIMAL(14, 6)) AS rate_low,
           TRY_CAST(high + shift AS DECIMAL(14, 6)) AS rate_high,
           TRY_CAST(high + half_unit + shift AS DECIMAL(14, 6)) AS cut_high,
           TRY_CAST(value + shift AS DECIMAL(14, 6)) AS rate,
           TRY_CAST(one_low AS DECIMAL(20, 5)) AS n_low, TRY_CAST(one_high AS DECIMAL(20, 5)) AS n_high,
           TRY_CAST(other_low AS DECIMAL(20, 5)) AS d_low,
           TRY_CAST(other_high AS DECIMAL(20, 5)) AS d_high
    FROM sides
)
SELECT *,
       CASE WHEN kind = 'change' THEN low <= one_high - other_low AND one_low - other_high <= high
            WHEN d_low > 0 THEN
                least(rate_low * d_low, rate_low * d_high) <= n_high * 100
                AND n_low * 100 <= greatest(rate_high * d_low, rate_high * d_high)
       END AS holds,
       CASE WHEN kind = 'change' THEN value = one - other
            WHEN d_low > 0 THEN rate * CAST(other AS DECIMAL(20, 5))
                                = CAST(one AS DECIMAL(20, 5)) * 100 END AS exactly,
       kind <> 'change' AND d_low > 0
           AND least(rate * d_low, rate * d_high) <= n_high * 100
           AND n_low * 100 <= greatest(cut_high * d_low, cut_high * d_high) AS holds_cut
FROM bounds
