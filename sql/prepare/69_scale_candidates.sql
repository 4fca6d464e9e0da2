-- comment: numbers of broken sums and of facts printed twice, ten thousand times larger or smaller
-- last: term_numbers sums identity_verdicts
CREATE TEMP TABLE scale_candidates AS
WITH shifts AS (
    -- wide: a product of two narrow decimals may have eighteen digits at most
    SELECT unnest([10000.0000, 0.0001])::DECIMAL(20, 4) AS factor
)
-- the total, ten thousand times off
SELECT j.anchor, j.figure_ids[1] AS figure_id, len(j.figure_ids) AS printings, s.factor,
       CAST(j.value AS DECIMAL(24, 4)) AS value, j.low * s.factor AS low, j.high * s.factor AS high,
       j.sum_low AS other_low, j.sum_high AS other_high, j.figure_ids || j.part_ids AS beside
FROM judged j, shifts s
WHERE j.outcome = 'break' AND j.measure = 'CNY' AND j.value <> 0
UNION ALL
-- a part, ten thousand times off
SELECT j.anchor, t.figure_ids[1], len(t.figure_ids), s.factor, t.value,
       t.weight * CASE WHEN t.weight > 0 THEN t.low ELSE t.high END * s.factor
           + j.sum_low - t.weight * CASE WHEN t.weight > 0 THEN t.low ELSE t.high END,
       t.weight * CASE WHEN t.weight > 0 THEN t.high ELSE t.low END * s.factor
           + j.sum_high - t.weight * CASE WHEN t.weight > 0 THEN t.high ELSE t.low END,
       j.low, j.high, j.figure_ids || j.part_ids
FROM judged j JOIN terms t USING (anchor), shifts s
WHERE j.outcome = 'break' AND j.measure = 'CNY' AND t.value <> 0
UNION ALL
-- the same fact printed twice, ten thousand times apart
SELECT NULL, a.figure_ids[1], 1, s.factor, a.value, a.low * s.factor, a.high * s.factor,
       b.low, b.high, b.figure_ids
FROM fact a JOIN fact b
    ON a.conflict AND b.conflict AND b.submission_id = a.submission_id AND b.item = a.item
   AND b.stage = a.stage AND b.fund = a.fund AND b.project = a.project
   AND b.account_code = a.account_code AND b.account_name = a.account_name
   AND b.fiscal_year IS NOT DISTINCT FROM a.fiscal_year AND b.source <> a.source,
   shifts s
WHERE a.value <> 0 AND b.value <> 0 AND a.measure = 'CNY' AND a.low <= a.high AND b.low <= b.high
